#include "postgres/keep.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/lexer.h"
#include "postgres/sql.h"
#include "postgres/statement.h"

namespace syncline::postgres {

namespace {

std::string table_sql(const TablePath& table) { return qualified(table); }

/// A value of a type of the user's would keep that type from being dropped: its text does as well.
std::vector<KeptColumn> columns(Session& session, const TablePath& table) {
  const Rows rows = session.query(
      "WITH best AS (SELECT i.indkey FROM pg_catalog.pg_index i WHERE i.indrelid = to_regclass($1)"
      "  AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL"
      "  AND i.indexprs IS NULL AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute k"
      "   WHERE k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey) AND NOT k.attnotnull)"
      "  ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid LIMIT 1)"
      " SELECT a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,"
      " t.typnamespace = 'pg_catalog'::regnamespace AS plain, a.attnotnull AS required,"
      " a.attgenerated <> '' AS generated,"
      " coalesce(array_position((SELECT indkey::int2[] FROM best), a.attnum), -1) + 1 AS key"
      " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
      " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')"
      " WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped"
      " ORDER BY a.attnum",
      {qualified(table)});
  std::vector<KeptColumn> result;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    KeptColumn one;
    one.name = rows.text(i, "name");
    one.stored = quote_name(one.name);
    one.type = rows.text(i, "type");
    if (rows.text(i, "plain") != "t") one.stored += "::text";
    one.key = number_in(rows.text(i, "key"));
    one.not_null = rows.text(i, "required") == "t";
    one.generated = rows.text(i, "generated") == "t";
    result.push_back(std::move(one));
  }
  return result;
}

std::string lock(const TablePath& table) {
  return fmt::format("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", qualified(table));
}

std::string mark(Session& session, const TablePath& table, const std::string& column) {
  const Rows rows =
      column.empty()
          ? session.query("SELECT to_regclass($1)::oid || '.0' AS mark", {qualified(table)})
          : session.query(
                "SELECT attrelid || '.' || attnum AS mark FROM pg_catalog.pg_attribute"
                " WHERE attrelid = to_regclass($1) AND attname = $2",
                {qualified(table), column});
  return rows.empty() ? "" : rows.text(0, "mark");
}

bool still_there(Session& session, const std::string& mark) {
  if (mark.empty()) return false;
  const std::size_t dot = mark.find('.');
  const Rows rows = session.query(
      "SELECT 1 FROM pg_catalog.pg_class c WHERE c.oid = $1::oid AND ($2 = '0' OR EXISTS"
      " (SELECT 1 FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid"
      " AND a.attnum = $2::int2 AND NOT a.attisdropped))",
      {mark.substr(0, dot), mark.substr(dot + 1)});
  return !rows.empty();
}

/// A line per column: its name and where its sequence stands.
std::string counters(Session& session, const TablePath& table) {
  const Rows rows = session.query(
      "SELECT a.attname AS name, pg_catalog.pg_get_serial_sequence($1, a.attname) AS sequence"
      " FROM pg_catalog.pg_attribute a WHERE a.attrelid = to_regclass($1) AND a.attnum > 0"
      " AND NOT a.attisdropped AND pg_catalog.pg_get_serial_sequence($1, a.attname) IS NOT NULL",
      {qualified(table)});
  std::string text;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const Rows at = session.query(fmt::format("SELECT last_value || ' ' || is_called AS at FROM {}",
                                              rows.text(i, "sequence")));
    text += fmt::format("{}\t{}\n", rows.text(i, "name"), at.text(0, "at"));
  }
  return text;
}

std::vector<std::string> set_counters(Session& session, const TablePath& table,
                                      const std::string& counters) {
  std::vector<std::string> statements;
  for (const std::string& line : split(counters, '\n')) {
    const std::size_t tab = line.find('\t'), blank = line.rfind(' ');
    if (tab == std::string::npos || blank < tab) continue;
    const Rows sequence = session.query(
        "SELECT pg_catalog.pg_get_serial_sequence($1, attname) AS name"
        " FROM pg_catalog.pg_attribute WHERE attrelid = to_regclass($1)"
        " AND attname = $2 AND NOT attisdropped",
        {qualified(table), line.substr(0, tab)});
    if (sequence.empty() || sequence.text(0, "name").empty()) continue;
    statements.push_back(
        fmt::format("SELECT pg_catalog.setval({}, {}, {})", quote_text(sequence.text(0, "name")),
                    line.substr(tab + 1, blank - tab - 1), line.substr(blank + 1)));
  }
  return statements;
}

Quiet quiet(Session& session, const TablePath& table) {
  constexpr std::string_view states[] = {"O", "R", "A"};
  constexpr std::string_view words[] = {"ENABLE", "ENABLE REPLICA", "ENABLE ALWAYS"};
  const Rows rows = session.query(
      "SELECT tgname AS name, tgenabled AS state FROM pg_catalog.pg_trigger"
      " WHERE tgrelid = to_regclass($1) AND NOT tgisinternal AND tgenabled <> 'D'",
      {qualified(table)});
  Quiet result;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const std::string alter = fmt::format("ALTER TABLE {} ", qualified(table));
    const std::string trigger = quote_name(rows.text(i, "name"));
    result.before.push_back(fmt::format("{}DISABLE TRIGGER {}", alter, trigger));
    for (std::size_t state = 0; state < std::size(states); ++state) {
      if (rows.text(i, "state") != states[state]) continue;
      result.after.push_back(fmt::format("{}{} TRIGGER {}", alter, words[state], trigger));
    }
  }
  return result;
}

bool lacks_values(const Error& error) { return error.sqlstate == "23502"; }

/// "IS NOT NULL" is a condition and stays.
std::string without_not_null(std::string_view statement) {
  std::string result;
  std::size_t copied = 0;
  Lexer lexer(statement, syntax);
  Token before = lexer.next_significant();
  for (Token at = before; at.kind != TokenKind::End; at = lexer.next_significant()) {
    if (at.is("not") && !before.is("is")) {
      const Token next = lexer.next_significant();
      if (next.is("null")) {
        result += statement.substr(copied, at.offset - copied);
        copied = next.offset + next.text.size();
      }
      before = next;
      continue;
    }
    before = at;
  }
  return result + std::string(statement.substr(copied));
}

std::string require_values(const TablePath& table, const std::string& column) {
  return fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL", qualified(table),
                     quote_name(column));
}

}  // namespace

const KeepTools keep_tools = {
    .table_sql = table_sql,
    .columns = columns,
    .lock = lock,
    .mark = mark,
    .still_there = still_there,
    .counters = counters,
    .set_counters = set_counters,
    .quiet = quiet,
    .only = "ONLY ",
    .insert_override = " OVERRIDING SYSTEM VALUE",
    .lacks_values = lacks_values,
    .without_not_null = without_not_null,
    .require_values = require_values,
};

}  // namespace syncline::postgres
