// An existing database adopted: its schema becomes the first revision.
#pragma once

#include <filesystem>
#include <string>

#include "env/project.h"
#include "env/stamp.h"

namespace syncline {

struct BaselineReport {
  std::filesystem::path file;  ///< the revision that was written
  StampReport stamped;
};

/// Writes a first revision that makes the database's schema, proves on a scratch database that it
/// does, writes migrations/HEAD, and has the ledger say that the revision is applied. Throws
/// Error(Refused) when the project has revisions, or the database a ledger that says some are
/// applied; Unproved for a mistake of ours.
BaselineReport baseline(const Project& project, Migrations& migrations, Database& database,
                        const std::string& message);

}  // namespace syncline
