// One database brought in line with one source: no revision, no ledger, nothing of ours left there.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "env/compared.h"
#include "env/database.h"

namespace syncline {

struct SyncPlan {
  Comparison comparison;  ///< from the database to the source
  Plan plan;
  std::string stamp;  ///< of the database, from before it was read
};

/// Reads, compares, plans, refuses data loss and narrowing that was not allowed, and proves.
/// Changes nothing. `stamp` was taken from the session before anything was read.
SyncPlan plan_sync(Workshop& workshop, Database& database, std::string stamp, Loaded source,
                   const Dangers& allowed, bool prove);

struct SyncRun {
  LockPolicy locks = {};
  std::optional<std::chrono::seconds> wait = std::chrono::seconds(60);  ///< none: without an end
  std::function<void(const std::string& holder)> waiting = [](const std::string&) {};
  /// Called when it is certain that the statements will run, and nobody else runs any: a backup.
  std::function<void()> before = [] {};
};

/// Carries the plan out, in as few transactions as it allows, then reads again. One run at a time:
/// it holds the lock that upgrade holds as well. Returns false, having done nothing, when another
/// run made the database equal to the source meanwhile. Throws Error(Refused) when the database was
/// changed otherwise since the plan was made, or another run does not end in time; Error(Database)
/// when it does not equal the source afterwards.
bool carry_out(const SyncPlan& sync, Database& database, const Dialect& dialect,
               const SyncRun& how);

}  // namespace syncline
