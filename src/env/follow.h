// A development database brought to the head of the revisions, also when that was amended.
#pragma once

#include <functional>

#include "env/compared.h"
#include "env/database.h"
#include "env/migrations.h"

namespace syncline {

enum class Followed {
  Nothing,   ///< it was there
  Told,      ///< its schema was right already: only its ledger was told
  Upgraded,  ///< revisions ran
  Synced,    ///< a revision was amended after it ran: what it had made was changed to what it says
};

struct FollowRequest {
  Dangers allowed = {};
  bool prove = true;
  std::function<void()> before = [] {};  ///< right before rows may be touched: a backup
  /// The schema of the head, where the caller has it at hand: it saves a replay.
  std::function<Loaded()> head = {};
};

/// The caller has asked the guard. Verified afterwards. Throws what upgrade(), plan_sync(),
/// carry_out() and stamp() throw; Error(Refused) when the database has the schema but not a
/// revision that somebody wrote by hand, which may do more than change the schema.
Followed follow(Migrations& migrations, Database& database, const FollowRequest& request);

}  // namespace syncline
