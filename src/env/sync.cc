#include "env/sync.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/run.h"
#include "env/prove.h"
#include "env/who.h"

namespace syncline {

namespace {

void verify(const SyncPlan& sync, Database& database) {
  std::vector<std::string> lines;
  for (const Change& change : compare(database.catalog(), sync.comparison.after->catalog)) {
    lines.push_back(change.id().text());
  }
  if (lines.empty()) return;
  Error error(Failure::Database, fmt::format("all statements ran, but {} does not equal {}",
                                             database.what(), sync.comparison.to));
  error.detail = join(lines, "\n");
  error.hint = "run the same command again: what is left to do is planned anew";
  throw error;
}

}  // namespace

SyncPlan plan_sync(Workshop& workshop, Database& database, std::string stamp, Loaded source,
                   const Dangers& allowed, bool prove_it) {
  SyncPlan sync;
  sync.stamp = std::move(stamp);
  sync.comparison = compared(database.loaded(), std::move(source));
  if (sync.comparison.equal()) return sync;
  const Loaded& from = *sync.comparison.before;
  const Loaded& to = *sync.comparison.after;
  sync.plan = make_plan(from.catalog, to.catalog, workshop.dialect());
  refuse(forbidden(sync.plan, {Danger::DataLoss, Danger::DataNarrowing}, allowed));
  if (prove_it) prove(workshop, from, to, sync.plan);
  return sync;
}

LockRequest sync_lock() { return {who(), "sync", std::chrono::seconds(60)}; }

bool carry_out(const SyncPlan& sync, Database& database, RunLock& lock, const SyncRun& how) {
  Session& session = database.session();
  if (!sync.stamp.empty() && session.stamp() != sync.stamp) {
    database.forget();
    if (database.fingerprint() == sync.comparison.after->fingerprint()) return false;
    throw Error(Failure::Refused,
                fmt::format("{} was changed since it was looked at", database.what()))
        .with_hint("run the same command again: it plans anew; nothing was changed");
  }
  if (database.ledger().exists()) lock.take_lease();
  how.before();
  session.set_lock_policy(how.locks);
  run_steps(session, sync.plan.steps);
  database.forget();
  verify(sync, database);
  return true;
}

}  // namespace syncline
