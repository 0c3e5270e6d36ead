// The ways back from the last upgrade, and what each would lose.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backup/store.h"
#include "env/database.h"
#include "env/migrations.h"

namespace syncline {

struct WayBack {
  std::string name;                       ///< "downs", "backup"
  std::string why_not;                    ///< empty: it can be gone
  std::vector<std::string> gives, loses;  ///< lines for people
  std::optional<StoredBackup> backup;     ///< of the way "backup"
};

/// Where to.
struct RollbackGoal {
  std::optional<std::string> target;  ///< a revision, or "base"
  /// Without a target so many of the revisions that were applied last; 0: those of the last run of
  /// an upgrade.
  std::size_t last = 0;
};

struct RollbackPlan {
  Revisions reverted;  ///< the newest first; empty: the target is where the database is
  std::string to;      ///< the last applied revision afterwards; empty: base
  std::vector<WayBack> ways;
};

/// The last run is what the ledger remembers of it; where it does not (other programs and older
/// ones have applied revisions), it is what one person applied without a pause of two seconds.
/// Changes nothing. Throws Error(Refused) when nothing is applied.
RollbackPlan plan_rollback(Migrations& migrations, Database& database, const RollbackGoal& goal,
                           const BackupStore& store, const std::string& environment);

}  // namespace syncline
