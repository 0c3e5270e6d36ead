#include "env/stamp.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "env/foreign.h"
#include "env/who.h"
#include "migrate/lock.h"
#include "migrate/meaning.h"
#include "migrate/target.h"

namespace syncline {

namespace {

RevisionSet wanted_by(const History& history, const RevisionSet& applied,
                      const std::vector<std::string>& targets) {
  RevisionSet wanted;
  for (const std::string& target : targets) {
    wanted.merge(history.lineage(Targets(history, applied).tips(target)));
  }
  return wanted;
}

std::string name_of(const Migrations& migrations, const RevisionSet& revisions) {
  const std::string text = migrations.what(revisions);
  return text.substr(text.find('@') + 1);
}

[[noreturn]] void refuse(const Comparison& found, const Migrations& migrations,
                         const RevisionSet& wanted, How how) {
  const std::string target = name_of(migrations, wanted);
  Error error(Failure::Refused, fmt::format("{} is not what revision {} makes", found.to, target));
  error.detail = changed_objects(found.changes);
  const std::string url = found.to.starts_with("env:") ? found.to : "URL";
  error.hint = fmt::format("name the revision that it is at; or make it so: syncline diff {} {}",
                           url, found.from);
  error.hint += how == How::Stamped
                    ? "; to have the ledger say it all the same, and that it was forced: --force"
                    : "; or leave what is not yours alone: [scope] ignore in syncline.toml";
  throw error;
}

/// What the ledger shall hold, in the order of the history: rows that are right stay as they are.
std::vector<Applied> rows_of(const Migrations& migrations, const RevisionSet& wanted,
                             const std::vector<Applied>& before, How how) {
  std::vector<Applied> rows;
  const std::string now = utc_now();
  RevisionSet tips;
  for (const Revision* tip : migrations.history().tips(wanted)) tips.insert(tip->id);
  const Syntax& syntax = migrations.workshop().dialect().syntax;
  for (const Revision& one : migrations.history().revisions()) {
    if (!wanted.contains(one.id)) continue;
    const auto known = std::ranges::find_if(before, [&](const Applied& row) {
      return row.revision == one.id && row.checksum == one.checksum;
    });
    // What was forced says so where the database is said to be; once it is true, no longer.
    const bool forced_now = how == How::Forced && tips.contains(one.id);
    const bool true_now = known != before.end() && known->how == How::Forced && how != How::Forced;
    if (known != before.end() && !forced_now && !true_now) {
      rows.push_back(*known);
    } else {
      rows.push_back({one.id, one.message, one.file.filename().string(), one.checksum,
                      meaning_of(one, syntax), "", how, now, now, who(), tool_name()});
    }
  }
  return rows;
}

JournalEntry entry_of(const StampReport& report, const StampRequest& request, How how) {
  JournalEntry entry;
  entry.action = how == How::Baseline ? "baseline" : "stamp";
  entry.sql = fmt::format("{} {}", entry.action, join(request.targets, " "));
  if (request.purge) entry.sql += " --purge";
  if (how == How::Forced) entry.note = "forced: the schema was not what the revisions make";
  entry.started_at = entry.finished_at = utc_now();
  entry.applied_by = who();
  entry.tool = tool_name();
  entry.revision = report.at.size() == 1 ? report.at.front() : "";
  return entry;
}

/// Replaces the rows from the first one on that is not as wanted.
void write(Database& database, const std::vector<Applied>& rows, const StampReport& report,
           const StampRequest& request, How how, const std::vector<std::string>& in_step) {
  Ledger& ledger = database.ledger();
  const std::vector<Applied> before = database.applied();
  const auto same = [](const Applied& a, const Applied& b) {
    return a.revision == b.revision && a.checksum == b.checksum && a.how == b.how &&
           a.finished_at == b.finished_at;
  };
  const auto [old_row, new_row] = std::ranges::mismatch(before, rows, same);
  OpenTransaction transaction(database.session());
  for (auto row = old_row; row != before.end(); ++row) ledger.remove(row->revision);
  for (auto row = new_row; row != rows.end(); ++row) ledger.add(*row);
  // Whatever was begun: the ledger now says where the database is.
  if (ledger.unfinished()) ledger.set_unfinished(std::nullopt);
  ledger.record({entry_of(report, request, how)});
  for (const std::string& statement : in_step) database.session().execute(statement);
  transaction.commit();
}

void refuse_unknown(const Migrations& migrations, Database& database) {
  for (const Applied& one : database.applied()) {
    if (migrations.history_for(database.applied_set()).find(one.revision)) continue;
    throw Error(Failure::Input, fmt::format("the ledger of {} names revision {}, which has no file",
                                            database.what(), one.revision))
        .with_hint("get its file; or forget all that the ledger says: --purge");
  }
}

}  // namespace

StampReport stamp(Migrations& migrations, Database& database, const StampRequest& request) {
  database.ignore_foreign();  // who stamps says where it is
  const RevisionSet wanted =
      wanted_by(migrations.history(), database.applied_set(), request.targets);
  const Dialect& dialect = migrations.workshop().dialect();
  if (!request.purge) refuse_unknown(migrations, database);
  StampReport report;
  Comparison& found = report.found;
  if (migrations.fingerprint_at(wanted) != database.fingerprint()) {
    found = compared(migrations.load_at(wanted), database.loaded());
  }
  report.unmanaged = database.unmanaged();
  if (!found.equal() && !request.force) refuse(found, migrations, wanted, request.how);
  const How how = found.equal() ? request.how : How::Forced;
  for (const Revision* tip : migrations.history().tips(wanted)) report.at.push_back(tip->id);
  database.ledger().create();
  RunLock lock(database.session(), dialect, {who(), "stamp"});
  lock.take_lease();
  const std::string seen = database.fingerprint();
  database.forget();
  if (database.fingerprint() != seen) {
    throw Error(Failure::Refused,
                fmt::format("{} was changed while it was looked at", database.what()))
        .with_hint("run the same command again");
  }
  const auto before = request.purge ? std::vector<Applied>() : database.applied();
  const std::vector<Applied> rows = rows_of(migrations, wanted, before, how);
  const RevisionSet had = database.applied_set();
  for (const Applied& row : rows) {
    if (!had.contains(row.revision)) report.added.push_back(row.revision);
  }
  for (const std::string& id : had) {
    if (!wanted.contains(id)) report.removed.push_back(id);
  }
  const std::string table = make_in_step_sql(migrations.foreign(), dialect);
  if (!table.empty()) database.session().execute(table);
  write(database, rows, report, request, how, migrations.in_step());
  database.forget();
  if (report.verified() && database.fingerprint() == migrations.fingerprint_at(wanted)) {
    database.set_verified();
  }
  return report;
}

}  // namespace syncline
