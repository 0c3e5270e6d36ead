#include "migrate/ledger_sql.h"

#include <fmt/format.h>

#include "base/secret.h"
#include "migrate/runs.h"

namespace syncline {

namespace {

// Types and statements that mean the same in every dialect: integers, text, times as ISO 8601 text.
struct Table {
  std::string_view name, columns;
};
constexpr Table tables[] = {
    {"state", "name text NOT NULL PRIMARY KEY, value text NOT NULL"},
    {"revisions",
     "position integer NOT NULL PRIMARY KEY, revision text NOT NULL UNIQUE, message text NOT NULL, "
     "file text NOT NULL, checksum text NOT NULL, meaning text NOT NULL, "
     "fingerprint text NOT NULL, how text NOT NULL, started_at text NOT NULL, "
     "finished_at text NOT NULL, applied_by text NOT NULL, tool text NOT NULL"},
    {"journal",
     "entry bigint NOT NULL PRIMARY KEY, revision text NOT NULL, action text NOT NULL, "
     "section integer NOT NULL, statement integer NOT NULL, outcome text NOT NULL, "
     "sql text NOT NULL, note text NOT NULL, started_at text NOT NULL, finished_at text NOT NULL, "
     "milliseconds double precision NOT NULL, applied_by text NOT NULL, tool text NOT NULL"},
    {"lease",
     "place integer NOT NULL PRIMARY KEY, owner text NOT NULL, who text NOT NULL, "
     "host text NOT NULL, pid integer NOT NULL, purpose text NOT NULL, since text NOT NULL, "
     "heartbeat text NOT NULL"},
};

// Only made for the first deployment: most ledgers never see one.
constexpr std::string_view deployment_columns =
    "deployment text NOT NULL PRIMARY KEY, environment text NOT NULL, kind text NOT NULL, "
    "state text NOT NULL, started_at text NOT NULL, finished_at text NOT NULL, "
    "applied_by text NOT NULL, tool text NOT NULL, record text NOT NULL";

/// Data that was loaded by a revision need not stand in the journal too.
std::string shortened(const std::string& sql) {
  constexpr std::size_t longest = 8000;
  if (sql.size() <= longest) return sql;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(sql[end]) & 0xC0) == 0x80) --end;
  return fmt::format("{} … ({} bytes in all)", std::string_view(sql).substr(0, end), sql.size());
}

}  // namespace

/// "up 20241208143000 3 CHECKSUM", and after a begun statement a blank and what was seen before it;
/// ids hold no blanks.
std::string unfinished_text(const std::optional<Unfinished>& unfinished) {
  if (!unfinished) return "";
  const Unfinished& one = *unfinished;
  return fmt::format("{} {} {} {}{}", action_name(one.direction), one.revision, one.statements,
                     one.checksum, one.begun ? " " + *one.begun : "");
}

std::string LedgerSql::table(std::string_view name) const {
  return std::string(dialect_.ledger_prefix) + std::string(name);
}

std::string LedgerSql::text(std::string_view value) const {
  return dialect_.quote_text(masked(value));
}

std::string LedgerSql::time(std::string_view value) const {
  return value.empty() ? std::string(dialect_.now_sql) : dialect_.quote_text(value);
}

std::string LedgerSql::create_deployments() const {
  return fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", table("deployments"),
                     deployment_columns);
}

std::vector<std::string> LedgerSql::create() const {
  std::vector<std::string> statements;
  if (!dialect_.make_ledger_place_sql.empty())
    statements.emplace_back(dialect_.make_ledger_place_sql);
  for (const Table& made : tables) {
    statements.push_back(
        fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", table(made.name), made.columns));
  }
  statements.push_back(fmt::format(
      "INSERT INTO {} (name, value) VALUES ('version', '{}') ON CONFLICT (name) DO NOTHING",
      table("state"), ledger_version));
  return statements;
}

std::string LedgerSql::add(const Applied& revision) const {
  const Applied& one = revision;
  const std::string values =
      fmt::format("{}, {}, {}, {}, {}, {}, '{}', {}, {}, {}, {}", text(one.revision),
                  text(one.message), text(one.file), text(one.checksum), text(one.meaning),
                  text(one.fingerprint), how_name(one.how), time(one.started_at),
                  time(one.finished_at), text(one.applied_by), text(one.tool));
  const std::string into = fmt::format(
      "INSERT INTO {} (position, revision, message, file, checksum, meaning, fingerprint, how, "
      "started_at, finished_at, applied_by, tool) ",
      table("revisions"));
  if (one.position > 0) return fmt::format("{}VALUES ({}, {})", into, one.position, values);
  return fmt::format("{}SELECT COALESCE(MAX(position), 0) + 1, {} FROM {}", into, values,
                     table("revisions"));
}

std::string LedgerSql::remove(std::string_view revision) const {
  return fmt::format("DELETE FROM {} WHERE revision = {}", table("revisions"), text(revision));
}

std::string LedgerSql::set_file(std::string_view revision, const Applied& as) const {
  return fmt::format(
      "UPDATE {} SET revision = {}, message = {}, file = {}, checksum = {}, meaning = {} "
      "WHERE revision = {}",
      table("revisions"), text(as.revision), text(as.message), text(as.file), text(as.checksum),
      text(as.meaning), text(revision));
}

std::vector<std::string> LedgerSql::replace(const std::vector<std::string>& revisions,
                                            const Applied& one) const {
  std::vector<std::string> statements{fmt::format(
      "UPDATE {} SET revision = {}, message = {}, file = {}, checksum = {}, meaning = {}, "
      "fingerprint = {}, how = '{}' WHERE revision = {}",
      table("revisions"), text(one.revision), text(one.message), text(one.file), text(one.checksum),
      text(one.meaning), text(one.fingerprint), how_name(one.how), text(revisions.back()))};
  for (std::size_t i = 0; i + 1 < revisions.size(); ++i) statements.push_back(remove(revisions[i]));
  return statements;
}

std::string LedgerSql::set_fingerprint(std::string_view revision,
                                       std::string_view fingerprint) const {
  return fmt::format("UPDATE {} SET fingerprint = {} WHERE revision = {}", table("revisions"),
                     text(fingerprint), text(revision));
}

std::string LedgerSql::row(std::int64_t number, const JournalEntry& entry) const {
  return fmt::format("({}, {}, {}, {}, {}, '{}', {}, {}, {}, {}, {:.3f}, {}, {})", number,
                     text(entry.revision), text(entry.action), entry.section, entry.statement,
                     outcome_name(entry.outcome), text(masked_words(shortened(entry.sql))),
                     text(masked_words(entry.note)), time(entry.started_at),
                     time(entry.finished_at), entry.milliseconds, text(entry.applied_by),
                     text(entry.tool));
}

/// Numbers that are known make the statement much cheaper for the server.
std::string LedgerSql::insert(const std::string& rows, bool numbered) const {
  const std::string into = fmt::format(
      "INSERT INTO {} (entry, revision, action, section, statement, outcome, sql, note, "
      "started_at, "
      "finished_at, milliseconds, applied_by, tool) ",
      table("journal"));
  if (numbered) return fmt::format("{}VALUES {}", into, rows);
  return fmt::format(
      "{}SELECT j.last + v.column1, v.column2, v.column3, v.column4, v.column5, v.column6, "
      "v.column7, v.column8, v.column9, v.column10, v.column11, v.column12, v.column13 "
      "FROM (SELECT COALESCE(MAX(entry), 0) AS last FROM {}) j CROSS JOIN (VALUES {}) v",
      into, table("journal"), rows);
}

std::vector<std::string> LedgerSql::journal(std::span<const JournalEntry> entries) const {
  constexpr std::int64_t most_rows = 200;
  constexpr std::size_t most_bytes = 200'000;  // SQLite takes a million
  std::vector<std::string> statements;
  std::string rows;
  std::int64_t count = 0;
  const bool numbered = !entries.empty() && entries.front().entry > 0;
  for (const JournalEntry& entry : entries) {
    ++count;
    rows += (rows.empty() ? "" : ", ") + row(numbered ? entry.entry : count, entry);
    if (count < most_rows && rows.size() < most_bytes) continue;
    statements.push_back(insert(rows, numbered));
    rows.clear();
    count = 0;
  }
  if (!rows.empty()) statements.push_back(insert(rows, numbered));
  return statements;
}

std::string LedgerSql::set_state(std::string_view name, std::string_view value) const {
  return fmt::format(
      "INSERT INTO {} (name, value) VALUES ({}, {}) "
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      table("state"), text(name), text(value));
}

std::string LedgerSql::begin_run(std::string_view revision) const {
  constexpr int longest = 1000;
  return fmt::format(
      "INSERT INTO {} AS old (name, value) VALUES ('{}', {}) ON CONFLICT (name) DO UPDATE SET "
      "value = substr(old.value, length(old.value) - {}) || ' ' || excluded.value",
      table("state"), runs_state, text(revision), longest);
}

std::string LedgerSql::set_unfinished(const std::optional<Unfinished>& unfinished) const {
  return set_state("unfinished", unfinished_text(unfinished));
}

std::string LedgerSql::save_deployment(const DeploymentRow& row) const {
  return fmt::format(
      "INSERT INTO {} (deployment, environment, kind, state, started_at, finished_at, applied_by, "
      "tool, record) VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT (deployment) DO "
      "UPDATE "
      "SET environment = excluded.environment, kind = excluded.kind, state = excluded.state, "
      "started_at = excluded.started_at, finished_at = excluded.finished_at, "
      "applied_by = excluded.applied_by, tool = excluded.tool, record = excluded.record",
      table("deployments"), text(row.deployment), text(row.environment), text(row.kind),
      text(row.state), text(row.started_at), text(row.finished_at), text(row.applied_by),
      text(row.tool), dialect_.quote_text(row.record));
}

std::string LedgerSql::take_lease(const Lease& lease, LeasePlace place) const {
  return fmt::format(
      "INSERT INTO {} (place, owner, who, host, pid, purpose, since, heartbeat) "
      "VALUES ({}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT (place) DO UPDATE SET "
      "owner = excluded.owner, who = excluded.who, host = excluded.host, pid = excluded.pid, "
      "purpose = excluded.purpose, since = excluded.since, heartbeat = excluded.heartbeat",
      table("lease"), static_cast<int>(place), text(lease.owner), text(lease.who), text(lease.host),
      lease.pid, text(lease.purpose), time(lease.since), time(lease.heartbeat));
}

std::string LedgerSql::keep_lease(std::string_view owner) const {
  return fmt::format("UPDATE {} SET heartbeat = {} WHERE owner = {}", table("lease"), time(""),
                     text(owner));
}

std::string LedgerSql::drop_lease(std::string_view owner) const {
  return fmt::format("DELETE FROM {} WHERE owner = {}", table("lease"), text(owner));
}

}  // namespace syncline
