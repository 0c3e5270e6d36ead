// The history of another tool becomes the revisions of this project.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "adopt/foreign.h"
#include "env/compared.h"
#include "env/migrations.h"

namespace syncline {

struct Imported {
  std::string id, message;
  std::filesystem::path file;  ///< the revision's
  std::string from;            ///< the file that it was made of
  bool has_down = false;
  std::vector<std::string> reviews;  ///< why a person must look at it before it runs
};

struct ImportReport {
  std::vector<Imported> revisions;
  std::vector<std::string> notes;
  std::string fingerprint;  ///< of the schema at the heads; empty with dry_run
  Comparison found;         ///< of the schema that they make, and the one that the tool itself made
  std::size_t to_review() const;
};

/// Throws Error(Refused) when the project has revisions, or says that it comes from another tool.
void refuse_if_begun(const Migrations& migrations, std::string_view tool);

/// The history in a folder of files. Throws Error(Input) for an empty one.
ForeignHistory read_history(const ForeignFormat& format, const std::filesystem::path& folder,
                            std::string_view dialect);

/// Writes a revision for each migration; where the history has no parents, one is the parent of the
/// next. Throws Error(Input) for what cannot become a revision, before anything is written.
ImportReport write_revisions(Migrations& migrations, ForeignHistory history,
                             const std::filesystem::path& folder, bool dry_run);

/// Runs the revisions on scratch databases, compares the schema with what the tool itself made
/// (null: nobody knows), and writes migrations/HEAD. Throws Error(Input) with the place in a
/// revision that does not run; the revisions are then there, to be mended.
void prove_revisions(Migrations& migrations, ImportReport& report, const Catalog* theirs,
                     std::string_view tool);

/// Appends [history] to the text of a syncline.toml that has none.
std::string with_history(std::string config, const ForeignSettings& settings);

/// Throws std::logic_error for a name that is none: the command line knows them.
const ForeignFormat& foreign_format(std::string_view name);

}  // namespace syncline
