// A database of this machine brought to what another environment has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "deploy/upstream.h"
#include "env/sync.h"
#include "env/upgrade.h"

namespace syncline {

enum class PullWay {
  Nothing,  ///< it has the same revisions, and was not changed by hand
  Run,      ///< downs and ups run
  Schema,   ///< it was changed by hand: one plan makes its schema right, then the ledger is told
  Ledger,   ///< its schema is right: only the ledger is told
};

struct PullRequest {
  Dangers allowed = {};
  bool prove = true;
  bool keeps_dropped = false;  ///< what revisions drop is put aside: it is not lost
};

struct PullPlan {
  PullWay way = PullWay::Nothing;
  std::vector<std::string> back;   ///< that are to go, in order
  std::vector<std::string> forth;  ///< that are to come, in order
  std::vector<Hazard> losses;      ///< of rows that are there, which were allowed
  std::optional<SyncPlan> schema;  ///< of the way Schema
};

/// Changes nothing. `local` null: it does not exist yet, and is empty. Throws Error(Refused) with
/// the list when rows would be lost and that is not allowed, and for a revision that is to be taken
/// back and has no down; Error(Input) for revisions in its ledger that have no file.
PullPlan plan_pull(Migrations& migrations, Database* local, const Upstream& upstream,
                   const PullRequest& request);

/// Whatever it is interrupted in, a new plan ends where this one would have. Throws what upgrade(),
/// downgrade(), carry_out() of a sync and stamp() throw.
void carry_out(const PullPlan& plan, Migrations& migrations, Database& local,
               const Upstream& upstream, const UpgradeRequest& how);

/// What is here → what is there; equal unless there is drift that nobody adopted.
Comparison compare_ends(Database& local, Database& from);

}  // namespace syncline
