// Revisions applied to a database, one transaction each where the statements allow it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "migrate/alongside.h"
#include "migrate/history.h"
#include "migrate/ledger.h"
#include "migrate/lock.h"

namespace syncline {

struct Progress {
  const Revision* revision = nullptr;
  Direction direction = Direction::Up;
  std::size_t number = 0;  ///< of the revision in this run, from 1
  std::size_t of = 0;      ///< revisions in this run
  bool finished = false;
  double seconds = 0;                 ///< of the whole revision, when finished
  std::size_t batches = 0, rows = 0;  ///< of the statement at hand, where it runs in batches
};

/// What to do about a statement of an earlier run of which nobody can tell whether it ran.
enum class Resume {
  Refuse,  ///< say so, and stop
  Again,   ///< run it once more
  After,   ///< take it as done
};

struct ApplyOptions {
  LockPolicy locks = {};
  std::string applied_by = {};  ///< user@host for the ledger
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  Resume resume = Resume::Refuse;
  std::string again = "the command again";  ///< what to type after a failure: "syncline upgrade"
  /// Run after each change of the ledger, in its transaction: what another tool's ledger needs.
  std::vector<std::string> in_step = {};
  RunLock* lock = nullptr;  ///< held by the caller; null: taken for this call
  /// All of them in one transaction, where each is made for one: then all are there afterwards or
  /// none. Their locks are held to the end.
  bool together = false;
  /// Asked before each revision, outside of transactions, for what shall go along with it; may be
  /// null and may give null.
  std::function<std::unique_ptr<Alongside>(const Revision&, Direction)> alongside = {};
};

/// Applies or takes back the revisions in the given order. One process at a time: waits for
/// another's run to end, then leaves out what it has done meanwhile. On an error the message has
/// file:line of the statement; what was finished before stays and is in the ledger, the failing
/// revision's transaction is rolled back. A revision that needs several transactions goes on, the
/// next time, after the statements that have run; a statement outside a transaction whose end
/// nobody saw is looked for in the catalog first. Returns the revisions that this call carried out.
std::vector<const Revision*> apply_revisions(Session& session, const Dialect& dialect,
                                             const std::vector<const Revision*>& revisions,
                                             Direction direction, const ApplyOptions& options);

/// Runs the revisions' ups on a scratch database: no ledger, no locks.
void replay(Session& scratch, const std::vector<const Revision*>& revisions);
/// Runs the down of one revision that was replayed there.
void replay_back(Session& scratch, const Revision& revision);

}  // namespace syncline
