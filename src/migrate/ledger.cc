#include "migrate/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>

#include "base/secret.h"
#include "base/text.h"

namespace syncline {

namespace {

/// Of the tables below. A larger one in a database means that a newer program keeps its ledger.
constexpr int ledger_version = 1;

// Types and statements that mean the same in every dialect: integers, text, times as ISO 8601 text.
struct Table {
  std::string_view name, columns;
};
constexpr Table tables[] = {
    {"state", "name text NOT NULL PRIMARY KEY, value text NOT NULL"},
    {"revisions",
     "position integer NOT NULL PRIMARY KEY, revision text NOT NULL UNIQUE, message text NOT NULL, "
     "checksum text NOT NULL, fingerprint text NOT NULL, applied_at text NOT NULL, "
     "applied_by text NOT NULL, tool text NOT NULL"},
    {"journal",
     "entry bigint NOT NULL PRIMARY KEY, revision text NOT NULL, direction text NOT NULL, "
     "section integer NOT NULL, statement integer NOT NULL, sql text NOT NULL, "
     "milliseconds double precision NOT NULL, finished_at text NOT NULL, applied_by text NOT NULL, "
     "tool text NOT NULL"},
};

constexpr std::string_view direction_names[] = {"up", "down"};

std::string_view direction_name(Direction direction) {
  return direction_names[static_cast<std::size_t>(direction)];
}

int number(const std::string& text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Data that was loaded by a revision need not stand in the journal too.
std::string shortened(const std::string& sql) {
  constexpr std::size_t longest = 8000;
  if (sql.size() <= longest) return sql;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(sql[end]) & 0xC0) == 0x80) --end;
  return fmt::format("{} … ({} bytes in all)", std::string_view(sql).substr(0, end), sql.size());
}

/// "up 20241208143000 3 CHECKSUM"; ids hold no blanks.
std::string unfinished_text(const std::optional<Unfinished>& unfinished) {
  if (!unfinished) return "";
  return fmt::format("{} {} {} {}", direction_name(unfinished->direction), unfinished->revision,
                     unfinished->statements, unfinished->checksum);
}

}  // namespace

std::string Ledger::table(std::string_view name) const {
  return std::string(dialect_.ledger_prefix) + std::string(name);
}

bool Ledger::exists() {
  return !session_.query(dialect_.table_exists_sql, {table("state")}).empty();
}

void Ledger::check_version(const Rows& found) const {
  const int version = found.empty() ? 0 : number(found.text(0, "version"));
  if (version >= 1 && version <= ledger_version) return;
  if (version > ledger_version) {
    throw Error(
        Failure::Refused,
        fmt::format("the ledger of this database was made by a newer syncline (its version is "
                    "{}, this program knows {})",
                    version, ledger_version))
        .with_hint("use that version of syncline, or a newer one");
  }
  throw Error(Failure::Database,
              fmt::format("the ledger of this database is damaged: {} does not say its version",
                          table("state")))
      .with_hint("bring the row back: name 'version', value '1'");
}

void Ledger::create() {
  const std::string version_sql =
      "SELECT value AS version FROM " + table("state") + " WHERE name = 'version'";
  if (exists()) return check_version(session_.query(version_sql));
  OpenTransaction transaction(session_);
  if (!dialect_.make_ledger_place_sql.empty()) session_.execute(dialect_.make_ledger_place_sql);
  for (const Table& made : tables) {
    session_.execute(
        fmt::format("CREATE TABLE IF NOT EXISTS {} ({})", table(made.name), made.columns));
  }
  session_.query("INSERT INTO " + table("state") +
                     " (name, value) VALUES ('version', $1) ON CONFLICT (name) DO NOTHING",
                 {std::to_string(ledger_version)});
  check_version(session_.query(version_sql));  // another process may have been quicker
  transaction.commit();
}

std::vector<Applied> Ledger::applied() {
  if (!exists()) return {};
  const Rows found = session_.query(fmt::format(
      "SELECT s.value AS version, r.revision, r.message, r.checksum, r.fingerprint, r.applied_at, "
      "r.applied_by, r.tool FROM {} s LEFT JOIN {} r ON true WHERE s.name = 'version' "
      "ORDER BY r.position",
      table("state"), table("revisions")));
  check_version(found);
  std::vector<Applied> applied;
  for (std::size_t row = 0; row < found.rows.size(); ++row) {
    const auto text = [&](std::string_view column) { return found.text(row, column); };
    if (text("revision").empty()) continue;  // nothing is applied: the join gave a row of NULLs
    applied.push_back({text("revision"), text("message"), text("checksum"), text("fingerprint"),
                       text("applied_at"), text("applied_by"), text("tool")});
  }
  return applied;
}

bool Ledger::has(const std::string& revision) {
  return !session_
              .query("SELECT 1 AS found FROM " + table("revisions") + " WHERE revision = $1",
                     {revision})
              .empty();
}

std::optional<Verified> Ledger::verified() {
  if (!exists()) return std::nullopt;
  const Rows found = session_.query(
      fmt::format("SELECT v.value AS version, f.value AS fingerprint, s.value AS stamp FROM {0} v "
                  "LEFT JOIN {0} f ON f.name = 'fingerprint' LEFT JOIN {0} s ON s.name = 'stamp' "
                  "WHERE v.name = 'version'",
                  table("state")));
  check_version(found);
  Verified verified{found.text(0, "fingerprint"), found.text(0, "stamp")};
  if (verified.fingerprint.empty() || verified.stamp.empty()) return std::nullopt;
  return verified;
}

std::optional<Unfinished> Ledger::unfinished() {
  const Rows found =
      session_.query("SELECT value FROM " + table("state") + " WHERE name = 'unfinished'");
  if (found.empty()) return std::nullopt;
  const std::vector<std::string> words = split(found.text(0, "value"), ' ');
  if (words.size() != 4) return std::nullopt;  // empty: what was begun was finished
  return Unfinished{words[1], words[0] == direction_names[0] ? Direction::Up : Direction::Down,
                    static_cast<std::size_t>(number(words[2])), words[3]};
}

void Ledger::add(const Applied& revision) {
  session_.query(
      fmt::format(
          "INSERT INTO {0} (position, revision, message, checksum, fingerprint, applied_at, "
          "applied_by, tool) VALUES ((SELECT COALESCE(MAX(position), 0) + 1 FROM {0}), $1, "
          "$2, $3, $4, $5, $6, $7)",
          table("revisions")),
      {revision.revision, revision.message, revision.checksum, revision.fingerprint,
       revision.applied_at, revision.applied_by, revision.tool});
}

void Ledger::remove(const std::string& revision) {
  session_.query("DELETE FROM " + table("revisions") + " WHERE revision = $1", {revision});
}

void Ledger::journal(const std::vector<JournalEntry>& entries) {
  constexpr std::size_t most = 100;  // SQLite looks names of parameters up one by one
  for (std::size_t start = 0; start < entries.size(); start += most) {
    std::string rows;
    Parameters values;
    const std::size_t end = std::min(entries.size(), start + most);
    for (std::size_t i = start; i < end; ++i) {
      rows += fmt::format("{}({}", i == start ? "" : ", ", i - start + 1);
      for (std::size_t column = 1; column <= 9; ++column) {
        rows += fmt::format(", ${}", values.size() + column);
      }
      rows += ")";
      const JournalEntry& entry = entries[i];
      values.insert(values.end(),
                    {entry.revision, std::string(direction_name(entry.direction)),
                     std::to_string(entry.section), std::to_string(entry.statement),
                     masked(shortened(entry.sql)), fmt::format("{:.3f}", entry.milliseconds),
                     entry.finished_at, entry.applied_by, entry.tool});
    }
    session_.query(
        fmt::format("INSERT INTO {0} (entry, revision, direction, section, statement, sql, "
                    "milliseconds, finished_at, applied_by, tool) "
                    "SELECT j.last + v.column1, v.column2, v.column3, CAST(v.column4 AS integer), "
                    "CAST(v.column5 AS integer), v.column6, CAST(v.column7 AS double precision), "
                    "v.column8, v.column9, v.column10 "
                    "FROM (SELECT COALESCE(MAX(entry), 0) AS last FROM {0}) j "
                    "CROSS JOIN (VALUES {1}) v",
                    table("journal"), rows),
        values);
  }
}

void Ledger::set_unfinished(const std::optional<Unfinished>& unfinished) {
  set_state("unfinished", unfinished_text(unfinished));
}

void Ledger::set_verified(const std::string& revision, const Verified& verified) {
  session_.query("UPDATE " + table("revisions") + " SET fingerprint = $1 WHERE revision = $2",
                 {verified.fingerprint, revision});
  set_state("fingerprint", verified.fingerprint);
  set_state("stamp", verified.stamp);
}

void Ledger::set_state(const std::string& name, const std::string& value) {
  session_.query("INSERT INTO " + table("state") +
                     " (name, value) VALUES ($1, $2) "
                     "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                 {name, value});
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     milliseconds);
}

std::string tool_name() { return "syncline " SYNCLINE_VERSION; }

}  // namespace syncline
