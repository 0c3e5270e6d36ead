#include "env/sync.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/run.h"
#include "env/prove.h"

namespace syncline {

SyncPlan plan_sync(Workshop& workshop, Database& database, Loaded source, const Dangers& allowed,
                   bool prove_it) {
  SyncPlan sync;
  sync.comparison = compared(database.loaded(), std::move(source));
  if (sync.comparison.equal()) return sync;
  const Loaded& from = *sync.comparison.before;
  const Loaded& to = *sync.comparison.after;
  sync.plan = make_plan(from.catalog, to.catalog, workshop.dialect());
  refuse(forbidden(sync.plan, {Danger::DataLoss, Danger::DataNarrowing}, allowed));
  if (prove_it) prove(workshop, from, to, sync.plan);
  return sync;
}

void carry_out(const SyncPlan& sync, Database& database, const LockPolicy& locks) {
  database.session().set_lock_policy(locks);
  run_steps(database.session(), sync.plan.steps);
  database.forget();
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

}  // namespace syncline
