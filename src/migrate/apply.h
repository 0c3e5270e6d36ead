// Revisions applied to a database, one transaction each where the statements allow it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "migrate/history.h"
#include "migrate/ledger.h"

namespace syncline {

struct Progress {
  const Revision* revision = nullptr;
  Direction direction = Direction::Up;
  bool finished = false;
  double seconds = 0;  ///< of the whole revision, when finished
};

struct ApplyOptions {
  LockPolicy locks = {};
  std::string applied_by = {};  ///< user@host for the ledger
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  std::function<void()> waiting = [] {};  ///< called once when another process is at it
};

/// Applies or takes back the revisions in the given order. One process at a time: waits for
/// another's run to end, then leaves out what it has done meanwhile. On an error the message has
/// file:line of the statement; what was finished before stays and is in the ledger, the failing
/// revision's transaction is rolled back. A revision that needs several transactions goes on, the
/// next time, after the statements that have run. Returns the revisions that this call carried out.
std::vector<const Revision*> apply_revisions(Session& session, const Dialect& dialect,
                                             const std::vector<const Revision*>& revisions,
                                             Direction direction, const ApplyOptions& options);

/// Runs the revisions' ups on a scratch database: no ledger, no locks.
void replay(Session& scratch, const std::vector<const Revision*>& revisions);
/// Runs the down of one revision that was replayed there.
void replay_back(Session& scratch, const Revision& revision);

}  // namespace syncline
