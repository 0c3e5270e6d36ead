// Where every environment stands, as numbers for a monitoring system.
#pragma once

#include <string>
#include <vector>

#include "env/status.h"

namespace syncline {

/// What is known of the last backup of an environment; times as in the ledger, "" for never.
struct BackupNumbers {
  std::string environment;
  std::string created_at, verified_at;
  std::uint64_t bytes = 0;
  std::size_t count = 0;
};

/// OpenMetrics text. What is not known has no line. Labels are names of environments and roles
/// only.
std::string metrics_text(const std::vector<EnvironmentStatus>& all,
                         const std::vector<BackupNumbers>& backups);

}  // namespace syncline
