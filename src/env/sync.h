// One database brought in line with one source: no revision, no ledger, nothing of ours left there.
#pragma once

#include "env/compared.h"
#include "env/database.h"

namespace syncline {

struct SyncPlan {
  Comparison comparison;  ///< from the database to the source
  Plan plan;
};

/// Reads, compares, plans, refuses data loss and narrowing that was not allowed, and proves.
/// Changes nothing.
SyncPlan plan_sync(Workshop& workshop, Database& database, Loaded source, const Dangers& allowed,
                   bool prove);

/// Carries the plan out, in as few transactions as it allows, then reads again. Throws
/// Error(Database) when the database does not equal the source afterwards.
void carry_out(const SyncPlan& sync, Database& database, const LockPolicy& locks);

}  // namespace syncline
