#include "deploy/pull.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "backup/keep.h"
#include "base/text.h"
#include "env/check.h"
#include "env/stamp.h"
#include "migrate/failure.h"

namespace syncline {

namespace {

/// Rows that are in the database now and that revisions take away, each told once.
class Losses {
 public:
  Losses(Migrations& migrations, Database& local)
      : migrations_(migrations),
        local_(local),
        dialect_(migrations.workshop().dialect()),
        tools_(*dialect_.keep_tools) {}

  void add(const RevisionSet& before, const RevisionSet& after, const std::string& why) {
    const std::vector<Change> changes =
        compare(catalog_at(before), catalog_at(after));  // points into both
    for (const Vanishing& one : vanishing(changes, dialect_)) look_at(one, why);
  }

  std::vector<Hazard> take() { return std::move(found_); }

 private:
  const Catalog& catalog_at(const RevisionSet& revisions) {
    const auto [place, fresh] = catalogs_.try_emplace(revisions);
    if (fresh) place->second = migrations_.load_at(revisions).catalog;
    return place->second;
  }

  std::int64_t rows(const TablePath& table, const std::string& condition) {
    const Rows counted = local_.session().query(fmt::format(
        "SELECT count(*) AS n FROM {}{}{}", tools_.only, tools_.table_sql(table), condition));
    return number_in<std::int64_t>(counted.text(0, "n"));
  }

  void look_at(const Vanishing& one, const std::string& why) {
    const std::vector<KeptColumn> columns = tools_.columns(local_.session(), one.table);
    if (columns.empty()) return;  // it comes and goes on the way
    const std::string name = join(one.table, ".");
    if (one.columns.empty()) return note({"table", one.table}, name, rows(one.table, ""), why);
    for (const std::string& column : one.columns) {
      if (std::ranges::find(columns, column, &KeptColumn::name) == columns.end()) continue;
      std::vector<std::string> path = one.table;
      path.push_back(column);
      const std::string with_value =
          fmt::format(" WHERE {} IS NOT NULL", dialect_.quote_name(column));
      note({"column", path}, fmt::format("{}.{}", name, column), rows(one.table, with_value), why);
    }
  }

  void note(ObjectId object, const std::string& name, std::int64_t count, const std::string& why) {
    if (count == 0 || !told_.insert(object).second) return;
    const bool table = object.kind() == "table";
    const auto number = static_cast<std::size_t>(count);
    std::string text = fmt::format("{} {} is gone afterwards, with {} ({})", object.kind(), name,
                                   count_of(number, table ? "row" : "value"), why);
    found_.push_back({Danger::DataLoss, std::move(object), std::move(text)});
  }

  Migrations& migrations_;
  Database& local_;
  const Dialect& dialect_;
  const KeepTools& tools_;
  std::map<RevisionSet, Catalog> catalogs_;
  std::set<ObjectId> told_;
  std::vector<Hazard> found_;
};

std::vector<Hazard> losses_of(Migrations& migrations, Database& local, RevisionSet at,
                              const Revisions& back, const Revisions& forth, bool keeps_dropped) {
  Losses losses(migrations, local);
  const auto step = [&](const RevisionSet& next, const std::string& why) {
    losses.add(at, next, why);
    at = next;
  };
  for (const Revision* one : back) {
    RevisionSet next = at;
    next.erase(one->id);
    step(next, fmt::format("{} is taken back", one->id));
  }
  if (keeps_dropped) return losses.take();
  for (const Revision* one : forth) {
    RevisionSet next = at;
    next.insert(one->id);
    step(next, fmt::format("{} is applied", one->id));
  }
  return losses.take();
}

/// What is applied here, in the words of the files. A ledger in the middle of a squash has
/// revisions that these words do not know.
RevisionSet applied_here(const History& history, Database& local) {
  RevisionSet applied = with_squashes(history, local.applied_set());
  for (const std::string& id : applied) {
    if (history.find(id)) continue;
    if (history.squash_of(id)) {
      throw Error(Failure::Refused, fmt::format("{} has a part of what squash {} stands for",
                                                local.what(), history.squash_of(id)->id))
          .with_hint("bring it past the squash with syncline upgrade, then pull again");
    }
    throw Error(Failure::Input, fmt::format("the ledger of {} names revision {}, which has no file",
                                            local.what(), id))
        .with_hint(
            "get the file from the branch that made it, so that its down can run; or begin the "
            "database anew: syncline reset. Nothing was changed");
  }
  return applied;
}

bool holds_rows(Database& local) {
  const Catalog& catalog = local.catalog();
  return std::ranges::any_of(catalog.objects(),
                             [](const Object& one) { return one.id.kind() == "table"; });
}

void plan_revisions(PullPlan& plan, Migrations& migrations, Database& local,
                    const RevisionSet& applied, const Revisions& back, const Revisions& forth,
                    const PullRequest& request) {
  require_downs(back);
  plan.way = PullWay::Run;
  if (!holds_rows(local)) return;
  plan.losses = losses_of(migrations, local, applied, back, forth, request.keeps_dropped);
  if (!request.allowed.contains(Danger::DataLoss)) refuse(plan.losses);
}

}  // namespace

PullPlan plan_pull(Migrations& migrations, Database* local, const Upstream& upstream,
                   const PullRequest& request) {
  const History& history = migrations.history();
  const RevisionSet applied = local ? applied_here(history, *local) : RevisionSet();
  RevisionSet missing, superfluous;
  std::ranges::set_difference(upstream.revisions, applied, std::inserter(missing, missing.end()));
  std::ranges::set_difference(applied, upstream.revisions,
                              std::inserter(superfluous, superfluous.end()));
  const Revisions back = history.to_revert(applied, superfluous);
  const Revisions forth = history.in_order(missing);
  PullPlan plan;
  plan.back = ids_of(back);
  plan.forth = ids_of(forth);
  if (!local) {
    if (!forth.empty()) plan.way = PullWay::Run;
    return plan;
  }
  const bool in_part = local->ledger().exists() && local->ledger().unfinished();
  const bool drifted = !in_part && !compare_with_migrations(*local, migrations).equal();
  if (!drifted) {
    if (!back.empty() || !forth.empty()) {
      plan_revisions(plan, migrations, *local, applied, back, forth, request);
    }
    return plan;
  }
  Session& session = local->session();
  local->forget();
  const std::string stamp = session.stamp();
  if (local->fingerprint() == migrations.fingerprint_at(upstream.revisions)) {
    plan.way = PullWay::Ledger;
    return plan;
  }
  plan.way = PullWay::Schema;
  plan.schema = plan_sync(migrations.workshop(), *local, stamp,
                          migrations.load_at(upstream.revisions), request.allowed, request.prove);
  return plan;
}

void carry_out(const PullPlan& plan, Migrations& migrations, Database& local,
               const Upstream& upstream, const UpgradeRequest& how) {
  if (plan.way == PullWay::Run) {
    UpgradeRequest rest = how;
    if (!plan.back.empty()) {
      downgrade_to(migrations, local, upstream.revisions, how);
      rest.before_change = [] {};  // one backup, of what was there before
    }
    if (!plan.forth.empty()) upgrade_to(migrations, local, upstream.revisions, rest);
    return;
  }
  if (plan.schema) {
    LockRequest request = sync_lock();
    request.purpose = "pull";
    request.wait = how.wait;
    request.waiting = how.waiting;
    RunLock lock(local.session(), migrations.workshop().dialect(), request);
    SyncRun run;
    run.before = how.before_change;
    carry_out(*plan.schema, local, lock, run);
    local.forget();
  }
  if (plan.way == PullWay::Nothing) return;
  StampRequest told;
  for (const Revision* tip : migrations.history().tips(upstream.revisions)) {
    told.targets.push_back(tip->id);
  }
  if (told.targets.empty()) told.targets = {"base"};
  stamp(migrations, local, told);
}

Comparison compare_ends(Database& local, Database& from) {
  if (local.fingerprint() == from.fingerprint()) return known_equal(local.what(), from.what());
  return compared(local.loaded(), from.loaded());
}

}  // namespace syncline
