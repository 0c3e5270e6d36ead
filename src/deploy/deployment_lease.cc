#include "deploy/deployment_lease.h"

#include <fmt/format.h>

#include "base/interrupt.h"

namespace syncline {

DeploymentLease::DeploymentLease(Database& database, const Dialect& dialect,
                                 const LockRequest& request,
                                 const std::vector<std::string>& expected)
    : database_(&database), lease_(new_lease(request.who, request.purpose)) {
  const RunLock lock(database.session(), dialect, request);
  database.forget();
  Ledger& ledger = database.ledger();
  ledger.create();
  const auto other = ledger.lease(LeasePlace::Deployment);
  if (other && !is_dead(*other)) {
    throw Error(Failure::Refused, fmt::format("another deployment to {} is under way: {}",
                                              database.what(), describe(*other)))
        .with_hint("syncline deploy status tells how far it is");
  }
  if (applied_ids(database) != expected) {
    throw Error(Failure::Refused,
                fmt::format("somebody has changed {} since it was looked at", database.what()))
        .with_hint("nothing was changed; run the command again");
  }
  database.session().execute(ledger.sql().take_lease(lease_, LeasePlace::Deployment));
  moved(database);
}

DeploymentLease::~DeploymentLease() {
  lost();
  const InterruptPostponed last_words;
  try {
    if (database_->session().alive()) {
      database_->session().execute(database_->ledger().sql().drop_lease(lease_.owner));
    }
  } catch (const std::exception&) {
    // The connection is gone: who looks sees the process dead, or silent.
  }
}

void DeploymentLease::lost() { heartbeat_.reset(); }

void DeploymentLease::moved(Database& database) {
  database_ = &database;
  heartbeat_ = std::make_unique<Heartbeat>(database.session(), database.ledger(), lease_.owner);
}

void DeploymentLease::beat() {
  if (heartbeat_) heartbeat_->beat();
}

std::vector<std::string> applied_ids(Database& database) {
  std::vector<std::string> ids;
  for (const Applied& one : database.applied()) ids.push_back(one.revision);
  return ids;
}

std::optional<Lease> deployment_lease(Database& database) {
  return database.ledger().lease(LeasePlace::Deployment);
}

}  // namespace syncline
