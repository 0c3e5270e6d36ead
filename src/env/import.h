// The history of another tool becomes the revisions of this project.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "env/migrations.h"
#include "migrate/foreign.h"

namespace syncline {

struct Imported {
  std::string id, message;
  std::filesystem::path file;  ///< the revision's
  std::string from;            ///< the file that it was made of
  bool has_down = false;
};

struct ImportReport {
  std::vector<Imported> revisions;
  std::vector<std::string> notes;
  std::string fingerprint;  ///< of the schema at the head; empty with dry_run
};

/// Writes a revision for each migration of the folder, one the parent of the next, and
/// migrations/HEAD after a replay. Throws Error(Refused) when the project has revisions,
/// Error(Input) for an empty folder, for files that cannot become revisions, and, with the place in
/// the revision, when their ups do not run; the revisions are then there, to be mended.
ImportReport import_history(Migrations& migrations, const ForeignFormat& format,
                            const std::filesystem::path& folder, bool dry_run);

/// Throws std::logic_error for a name that is none: the command line knows them.
const ForeignFormat& foreign_format(std::string_view name);

}  // namespace syncline
