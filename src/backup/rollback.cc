#include "backup/rollback.h"

#include <fmt/format.h>

#include <algorithm>

#include "backup/cannot_come_back.h"
#include "backup/keep.h"
#include "backup/make.h"
#include "base/text.h"
#include "diff/compare.h"
#include "migrate/lease.h"
#include "migrate/runs.h"
#include "migrate/target.h"

namespace syncline {

namespace {

/// Trailing rows of the ledger that one run wrote.
std::size_t last_run(Database& database) {
  const std::vector<Applied>& applied = database.applied();
  if (const auto rows =
          rows_of_last_run(database.ledger().state(runs_state).value_or(""), applied)) {
    return *rows;
  }
  constexpr std::chrono::seconds pause(2);
  std::size_t count = 1;
  for (auto one = applied.rbegin(); std::next(one) != applied.rend(); ++one, ++count) {
    const Applied& before = *std::next(one);
    if (before.applied_by != one->applied_by ||
        seconds_between(before.finished_at, one->started_at) >= pause) {
      break;
    }
  }
  return count;
}

std::string rows_text(std::int64_t rows) { return count_of(static_cast<std::size_t>(rows), "row"); }

std::string name_of(const Vanishing& one) {
  KeptItem item;
  item.table = one.table;
  item.columns = one.columns;
  return item.what();
}

class Planning {
 public:
  Planning(Migrations& migrations, Database& database, RollbackPlan& plan)
      : migrations_(migrations),
        database_(database),
        dialect_(migrations.workshop().dialect()),
        plan_(plan) {
    now_ = database.applied_set();
    then_ = now_;
    for (const Revision* one : plan.reverted) then_.erase(one->id);
  }

  const RevisionSet& then() const { return then_; }

  WayBack by_downs() {
    WayBack way{.name = "downs"};
    way.gives.emplace_back("all that was written since stays, where it is not named below");
    for (const Revision* one : plan_.reverted) {
      if (!one->has_down) way.why_not = fmt::format("revision {} has no down section", one->id);
    }
    const Catalog now = migrations_.load_at(now_).catalog;
    const Catalog then = migrations_.load_at(then_).catalog;
    for (const Vanishing& one : vanishing(compare(now, then), dialect_)) {
      const std::int64_t rows = rows_now(one.table);
      if (rows == 0) continue;
      way.loses.push_back(one.columns.empty()
                              ? fmt::format("{}: {} that it has now", name_of(one), rows_text(rows))
                              : fmt::format("{}: the values of {}", name_of(one), rows_text(rows)));
    }
    for (const Vanishing& one : vanishing(compare(then, now), dialect_)) comes_back(one, way);
    for (std::string& line : done_in_place()) way.loses.push_back(std::move(line));
    return way;
  }

  /// The newest backup of the schema that it goes back to.
  WayBack by_backup(const BackupStore& store, const std::string& environment) {
    WayBack way{.name = "backup"};
    const std::string identity = dialect_.backup_tools->identity(database_.session());
    for (StoredBackup& one : store.list(environment)) {
      const Manifest& manifest = one.manifest;
      const RevisionSet revisions(manifest.revisions.begin(), manifest.revisions.end());
      if (!one.problem.empty() || manifest.schema_only || revisions != then_ ||
          manifest.identity != identity) {
        continue;
      }
      way.gives.push_back(fmt::format("all as it was at {} ({}, {}){}", manifest.created_at,
                                      one.name(), rows_text(manifest.row_count()),
                                      one.verified ? "" : "; this backup was not verified yet"));
      way.loses = written_since(manifest);
      way.backup = std::move(one);
      return way;
    }
    way.why_not = "there is no backup of this database at that revision";
    return way;
  }

 private:
  std::int64_t rows_now(const TablePath& table) {
    const KeepTools& tools = *dialect_.keep_tools;
    if (tools.columns(database_.session(), table).empty()) return 0;
    return rows_in(database_.session(), tools.table_sql(table));
  }

  void comes_back(const Vanishing& one, WayBack& way) {
    const bool table = one.columns.empty();
    std::vector<std::string> empty = one.columns;
    bool whole = false;
    for (const Revision* revision : plan_.reverted) {
      for (const KeptItem& item : KeptStore(database_.session(), dialect_).of(revision->id)) {
        if (item.table != one.table || item.columns.empty() != table) continue;
        if (!table && item.key.empty()) continue;
        whole = true;
        std::erase_if(empty, [&](const std::string& name) {
          return std::ranges::find(item.columns, name) != item.columns.end();
        });
        way.gives.push_back(
            fmt::format("{}: {} that were kept", item.what(), rows_text(item.rows)));
        const std::int64_t since = table ? 0 : rows_now(one.table) - item.rows;
        if (since > 0) {
          way.loses.push_back(
              fmt::format("{}: {} more than when it was dropped have no value for it", item.what(),
                          rows_text(since)));
        }
      }
    }
    if (table && !whole)
      way.loses.push_back(name_of(one) + ": comes back without the rows that it had");
    if (!empty.empty()) {
      way.loses.push_back(name_of({one.table, empty}) +
                          ": comes back without the values that it had");
    }
  }

  std::vector<std::string> done_in_place() {
    std::vector<std::string> lines;
    const auto has_rows = [&](const TablePath& table) { return rows_now(table) > 0; };
    RevisionSet applied = now_;
    Catalog after = migrations_.load_at(applied).catalog;
    for (const Revision* one : plan_.reverted) {
      applied.erase(one->id);
      Catalog before = migrations_.load_at(applied).catalog;
      for (std::string& line : changed_in_place(migrations_, *one, before, after, has_rows)) {
        lines.push_back(std::move(line));
      }
      after = std::move(before);
    }
    return lines;
  }

  std::vector<std::string> written_since(const Manifest& manifest) {
    std::vector<std::string> lines{
        fmt::format("all that was written since {}, in every table", manifest.created_at)};
    std::map<std::string, std::int64_t> then;
    for (const TableRows& one : manifest.rows) then[one.table] = one.rows;
    for (const TableRows& one : count_rows(database_.session(), dialect_)) {
      const bool ours = one.table.starts_with(dialect_.ledger_prefix);
      const auto before = then.find(one.table);
      const std::int64_t rows = before == then.end() ? 0 : before->second;
      if (ours || rows == one.rows) continue;
      lines.push_back(
          fmt::format("table {}: {} now, {} then", one.table, rows_text(one.rows), rows));
    }
    return lines;
  }

  Migrations& migrations_;
  Database& database_;
  const Dialect& dialect_;
  RollbackPlan& plan_;
  RevisionSet now_, then_;
};

}  // namespace

RollbackPlan plan_rollback(Migrations& migrations, Database& database, const RollbackGoal& goal,
                           const BackupStore& store, const std::string& environment) {
  const std::vector<Applied>& applied = database.applied();
  if (applied.empty()) {
    throw Error(Failure::Refused, fmt::format("nothing is applied to {}", database.what()));
  }
  const History& history = migrations.history_for(database.applied_set());
  RollbackPlan plan;
  if (goal.target) {
    plan.reverted = Targets(history, database.applied_set()).to_revert(*goal.target);
  } else {
    const std::size_t count =
        goal.last > 0 ? std::min(goal.last, applied.size()) : last_run(database);
    for (auto one = applied.rbegin(); one != applied.rbegin() + static_cast<std::ptrdiff_t>(count);
         ++one) {
      const Revision* revision = history.find(one->revision);
      if (revision) plan.reverted.push_back(revision);
    }
  }
  Planning planning(migrations, database, plan);
  for (const Applied& one : applied) {
    if (planning.then().contains(one.revision)) plan.to = one.revision;
  }
  if (plan.reverted.empty()) return plan;
  plan.ways.push_back(planning.by_downs());
  plan.ways.push_back(planning.by_backup(store, environment));
  return plan;
}

}  // namespace syncline
