// Where revisions are applied.
#pragma once

#include <string>
#include <vector>

#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

/// What one environment's ledger has.
struct EnvironmentLedger {
  std::string name;
  std::vector<std::string> applied;  ///< in order of application
  std::string problem;               ///< why it cannot be known; empty when it is
};

/// Of the environments that are for development, or of all others. One that does not answer is a
/// value.
std::vector<EnvironmentLedger> read_ledgers(const Project& project, Workshop& workshop,
                                            bool development);

}  // namespace syncline
