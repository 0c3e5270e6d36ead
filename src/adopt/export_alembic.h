// Revisions of ours as files of Alembic, for a project whose databases Alembic shall know again.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "migrate/history.h"

namespace syncline {

struct Exported {
  std::string id;
  std::filesystem::path file;
};

/// A Python module that runs the revision's SQL both ways, with its id, parents, labels and
/// dependencies. A revision without a way back, or that waits for a person, raises there.
std::string alembic_module(const Revision& revision);

/// Writes one for each revision that no file of the folder has; the others stay as they are.
/// Throws Error(Input) when there is no such folder.
std::vector<Exported> export_alembic(const History& history, const std::filesystem::path& folder,
                                     bool dry_run);

/// The folder of revisions that an alembic.ini means; where it does not say, "versions" beside it.
std::filesystem::path alembic_versions(const std::filesystem::path& ini);

}  // namespace syncline
