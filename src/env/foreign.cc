#include "env/foreign.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "env/who.h"
#include "migrate/meaning.h"

namespace syncline {

namespace {

ForeignRows rows_of(const History& history, const RevisionSet& applied, const Syntax& syntax,
                    const std::string& table) {
  ForeignRows found;
  found.table = table;
  found.at = named(history.tips(applied));
  const std::string now = utc_now();
  for (const Revision* one : history.in_order(applied)) {
    found.applied.push_back({one->id, one->message, one->file.filename().string(), one->checksum,
                             meaning_of(*one, syntax), "", How::Stamped, now, now, who(),
                             tool_name()});
  }
  return found;
}

}  // namespace

ForeignReader foreign_reader(const Project& project, const Dialect& dialect) {
  if (!project.history.known()) return {};
  return [settings = project.history, folder = project.migrations,
          passed_over = project.revision_template,
          &dialect](Session& session, const std::string& what) -> std::optional<ForeignRows> {
    const History history = History::load(folder, dialect.syntax, passed_over);
    // Without revisions there is nothing yet that could be at one of them.
    if (history.empty()) return {};
    const auto applied = foreign_applied(session, dialect, settings, history, what);
    if (!applied) return {};
    return rows_of(history, *applied, dialect.syntax, settings.table_name());
  };
}

Scope scope_of(const Project& project) {
  Scope scope = project.scope;
  scope.ledgers = objects_of(project.history);
  return scope;
}

void take_over(Migrations& migrations, Database& database, How how) {
  const std::vector<Applied> rows = database.applied();
  Ledger& ledger = database.ledger();
  ledger.create();
  JournalEntry entry;
  entry.action = "take over";
  entry.sql = database.foreign_note();
  if (how == How::Forced) entry.note = "the schema was not what the revisions make";
  entry.applied_by = who();
  entry.tool = tool_name();
  OpenTransaction transaction(database.session());
  for (Applied row : rows) {
    row.how = how;
    ledger.add(row);
  }
  ledger.record({entry});
  for (const std::string& statement : migrations.in_step()) database.session().execute(statement);
  transaction.commit();
  database.forget();
}

void prepare_in_step(Migrations& migrations, Database& database) {
  const ForeignSettings& settings = migrations.foreign();
  const Dialect& dialect = migrations.workshop().dialect();
  const std::string make = make_in_step_sql(settings, dialect);
  if (make.empty()) return;
  Session& session = database.session();
  const std::string table = settings.table_name();
  if (session.query(dialect.table_exists_sql, {table}).empty()) return session.execute(make);
  if (database.foreign() || !database.ledger().used()) return;
  const RevisionSet ours = database.applied_set();
  RevisionSet said, expected;
  const Rows rows = session.query("SELECT version_num FROM " + table);
  for (std::size_t i = 0; i < rows.rows.size(); ++i) said.insert(rows.text(i, "version_num"));
  for (const Revision* one : migrations.history_for(ours).tips(ours, true))
    expected.insert(one->id);
  if (said == expected) return;
  const auto words = [](const RevisionSet& ids) {
    return ids.empty() ? "base" : join({ids.begin(), ids.end()}, " ");
  };
  throw Error(Failure::Refused,
              fmt::format("{} is at {} by our ledger and at {} by {}: it was migrated by another "
                          "tool meanwhile",
                          database.what(), words(expected), words(said), table))
      .with_hint(fmt::format("when {} is right: syncline stamp {}", table, words(said)));
}

}  // namespace syncline
