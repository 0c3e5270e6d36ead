// One deployment at a time to one database: a lease that lasts longer than the run of its
// revisions.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "env/database.h"
#include "migrate/lock.h"

namespace syncline {

/// The run's lock is held only while the lease is taken, and later by the run itself: what is
/// deployed in between may start with `syncline run`, which needs that lock.
class DeploymentLease {
 public:
  /// Makes the ledger where there is none. Throws Error(Refused), and takes nothing, when under the
  /// run's lock other revisions are applied than `expected`, which somebody was shown; and with the
  /// name of who deploys there and lives. A dead one's lease is taken over.
  DeploymentLease(Database& database, const Dialect& dialect, const LockRequest& request,
                  const std::vector<std::string>& expected);
  /// Given back, as far as the connection lives; else it ends by its silence.
  ~DeploymentLease();
  DeploymentLease(const DeploymentLease&) = delete;
  DeploymentLease& operator=(const DeploymentLease&) = delete;

  /// Its connection is gone, and will be replaced: no word to the server until moved().
  void lost();
  void moved(Database& database);
  /// Between two steps.
  void beat();

 private:
  Database* database_;
  Lease lease_;
  std::unique_ptr<Heartbeat> heartbeat_;
};

/// Revisions, in order of application.
std::vector<std::string> applied_ids(Database& database);

/// Who deploys to this database: nothing when nobody does. is_dead() tells whether it still lives.
std::optional<Lease> deployment_lease(Database& database);

}  // namespace syncline
