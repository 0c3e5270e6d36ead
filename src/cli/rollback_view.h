// The ways back as they are shown before one is chosen.
#pragma once

#include <string>

#include "backup/rollback.h"
#include "cli/output.h"

namespace syncline {

struct ShownRollback {
  RollbackPlan plan;
  std::string database;            ///< for people
  std::string deployment;          ///< that is taken back; empty: none, or several
  std::string application;         ///< the command that runs first; empty: none does
  bool application_alone = false;  ///< the deployment brought nothing else
};

std::string rollback_text(const ShownRollback& shown);
Data rollback_data(const ShownRollback& shown);

}  // namespace syncline
