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
  bool in_batches = false;  ///< each statement again and again, until it touches no row
};

/// A name in a directive, and where it stands.
struct Named {
  std::string id;
  Place place;
};

/// A revision that a squash stands for.
struct Replaced {
  std::string id;
  std::string checksum;  ///< of its file when it was replaced
  Place place;
};

struct Revision {
  std::string id;                    ///< "20241208143000"; imported ones keep theirs
  std::vector<std::string> parents;  ///< none: a root; several: a merge
  std::vector<Place> parent_places;  ///< of the parents' lines, in the same order
  std::vector<Named> labels;         ///< of the branch that begins here
  std::vector<Named> depends;        ///< must be applied before, and are no parents
  std::vector<Replaced> replaces;    ///< for a squash: what it stands for, parents first
  /// The squashes that took its place; only set where a history shows it in spite of that.
  std::vector<std::string> squashed_into;
  std::string message;
  std::vector<Named> reviews;  ///< why a person must look at it first: it is not run before
  std::filesystem::path file;
  /// SHA-256 of the text with line ends made \n, without the parent and review lines: what a
  /// revision does is what was applied, and where it stands may change after that (a rebase).
  std::string checksum;
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
  std::vector<std::string> labels, depends;
  std::vector<Replaced> replaces;  ///< without places
  std::string message;
  Steps up, down;
  std::vector<std::string>
      notes;  ///< comments above the up section: hazards, what a down can't return
};

/// A file's text in its three parts, each without blank lines around it. `down` is empty when there
/// is no such section.
struct RevisionText {
  std::string directives, up, down;
};

/// Steps are grouped into sections by Step::transaction; hazards stand as comments above their
/// statements. There is no down section when only `down` is empty.
RevisionText revision_text(const RevisionDraft& draft);
std::string write_revision(const RevisionText& text);
std::string write_revision(const RevisionDraft& draft);

/// The sections of a file as they stand there, with their directives and comments.
RevisionText sections_of(std::string_view text, const std::string& file, const Syntax& syntax);

/// Whether a text may be the id of a revision, or a label.
bool is_revision_id(std::string_view text);

/// "20241208143000_add_user_preferences.sql"
std::string revision_file_name(std::string_view id, std::string_view message);

}  // namespace syncline
