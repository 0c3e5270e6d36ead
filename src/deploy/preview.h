// What a deployment would do, for who says yes to it.
#pragma once

#include <string>
#include <vector>

#include "env/database.h"
#include "env/dry_run.h"

namespace syncline {

struct PendingRevision {
  const Revision* revision = nullptr;
  std::vector<PlannedStatement> statements;
  std::vector<std::string> hazards;  ///< as they stand in its file
};

/// Of revisions that the database does not have, in order; one that was begun there goes on where
/// it stopped.
std::vector<PendingRevision> pending_statements(Database& database, const Revisions& revisions);

struct Preview {
  std::vector<std::string> from;  ///< applied now, in order
  std::vector<PendingRevision> revisions;
  std::vector<std::string> lost;   ///< what a rollback would not give back
  std::vector<std::string> steps;  ///< all that will be done, in order: "hook before: ./stop.sh"
};

}  // namespace syncline
