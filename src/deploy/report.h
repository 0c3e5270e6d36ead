// Everything about one environment, gathered for people and programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "deploy/preview.h"
#include "deploy/record_store.h"
#include "deploy/table_sizes.h"
#include "env/compared.h"
#include "env/status.h"

namespace syncline {

struct EnvironmentReport {
  EnvironmentStatus status;
  std::optional<ServerInfo> server;  ///< nothing: it cannot be reached, and all below is empty
  std::optional<Comparison> drift;  ///< applied revisions → database; nothing: it cannot be known
  Plan adopt, revert;               ///< what was done by hand, and what takes it back; proved
  std::vector<PendingRevision> pending;
  std::vector<Applied> history;         ///< the newest first
  std::vector<Deployment> deployments;  ///< the newest first, some
  std::vector<JournalEntry> journal;    ///< the newest first, some
  std::vector<TableSize> sizes;         ///< the biggest first
  std::vector<Unmanaged> unmanaged;
};

/// `status` is what StatusLook found. Reads the environment's database again where it was reached.
EnvironmentReport report_on(const Project& project, Workshop& workshop, Migrations& migrations,
                            const EnvironmentStatus& status, std::chrono::seconds timeout);

}  // namespace syncline
