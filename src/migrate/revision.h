// One migration file: id, parents, up, down.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/script.h"
#include "dialect/step.h"

namespace syncline {

/// A run of statements that share a way to be run.
struct Section {
  bool outside_transaction = false;
  Script script;
};

struct Revision {
  std::string id;                    ///< "20241208143000"; imported ones keep theirs
  std::vector<std::string> parents;  ///< none: a root; several: a merge
  std::vector<Place> parent_places;  ///< of the parents' lines, in the same order
  std::string message;
  std::filesystem::path file;
  std::string checksum;           ///< SHA-256 of the text with line ends made \n
  std::vector<Section> up, down;  ///< those that hold statements
  bool has_down = false;          ///< a file without a down section cannot be downgraded
};

/// Parses the text of a revision file. Throws Error(Input) with the place for anything that is not
/// as docs/manual/revisions.md says: unknown directive, missing revision line, SQL before the first
/// section. A directive counts only where a statement may begin: never inside a quote, a comment, a
/// body.
Revision parse_revision(std::string_view text, const std::filesystem::path& file,
                        const Syntax& syntax);

/// What a new revision file says.
struct RevisionDraft {
  std::string id;
  std::vector<std::string> parents;
  std::string message;
  Steps up, down;
  std::vector<std::string>
      notes;  ///< comments above the up section: hazards, what a down can't return
};

/// The text of the file. Steps are grouped into sections by Step::transaction; hazards stand as
/// comments above their statements. There is no down section when only `down` is empty.
std::string write_revision(const RevisionDraft& draft);

/// "20241208143000_add_user_preferences.sql"
std::string revision_file_name(std::string_view id, std::string_view message);

}  // namespace syncline
