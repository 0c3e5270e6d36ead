// One database brought in line with one source: no revision, no ledger, nothing of ours left there.
#pragma once

#include <functional>
#include <string>

#include "env/compared.h"
#include "env/database.h"
#include "migrate/lock.h"

namespace syncline {

struct SyncPlan {
  Comparison comparison;  ///< from the database to the source
  Plan plan;
  std::string stamp;  ///< of the database, from before it was read; "": it was locked since then
};

/// Reads, compares, plans, refuses data loss and narrowing that was not allowed, and proves.
/// Changes nothing. `stamp` was taken from the session before anything was read; who holds the lock
/// of a run since then leaves it out.
SyncPlan plan_sync(Workshop& workshop, Database& database, std::string stamp, Loaded source,
                   const Dangers& allowed, bool prove);

/// For RunLock, which upgrade takes as well: waits a minute.
LockRequest sync_lock();

struct SyncRun {
  LockPolicy locks = {};
  /// Called when it is certain that the statements will run, and nobody else runs any: a backup.
  std::function<void()> before = [] {};
};

/// Carries the plan out, in as few transactions as it allows, then reads again. `lock` is held
/// since the database was read, or was taken now: then the stamp tells whether the plan is still
/// right. Returns false, having done nothing, when another run made the database equal to the
/// source meanwhile. Throws Error(Refused) when the database was changed otherwise since the plan
/// was made; Error(Database) when it does not equal the source afterwards.
bool carry_out(const SyncPlan& sync, Database& database, RunLock& lock, const SyncRun& how);

}  // namespace syncline
