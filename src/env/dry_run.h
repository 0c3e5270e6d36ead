// What an upgrade would run, statement by statement.
#pragma once

#include <string>
#include <vector>

#include "env/upgrade.h"

namespace syncline {

struct PlannedStatement {
  int section = 0;                   ///< of its direction, from 1
  bool outside_transaction = false;  ///< it would run without one
  std::string sql;
  Place place;
  std::vector<std::string> comments;  ///< that stand right above it in the file: its hazards
};

/// Of one of the report's revisions, in order. Those that an earlier run has done are left out.
std::vector<PlannedStatement> planned_statements(const UpgradeReport& report,
                                                 const Revision& revision, const Session& session);

}  // namespace syncline
