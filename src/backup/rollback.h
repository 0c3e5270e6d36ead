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

struct RollbackPlan {
  Revisions reverted;  ///< the newest first; empty: the target is where the database is
  std::string to;      ///< the last applied revision afterwards; empty: base
  std::vector<WayBack> ways;
};

/// To `target`, else to before the last run of an upgrade: revisions that one person applied without
/// a pause of two seconds between them. Changes nothing. Throws Error(Refused) when nothing is applied.
RollbackPlan plan_rollback(Migrations& migrations, Database& database,
                           const std::optional<std::string>& target, const BackupStore& store,
                           const std::string& environment);

}  // namespace syncline
