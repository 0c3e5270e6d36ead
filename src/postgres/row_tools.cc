#include "postgres/row_tools.h"

#include <fmt/format.h>

#include "base/text.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::vector<TablePath> tables(Session& session) {
  const Rows rows = session.query(
      "SELECT n.nspname AS schema, c.relname AS name FROM pg_catalog.pg_class c"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'"
      " ORDER BY 1, 2");
  std::vector<TablePath> result;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    result.push_back({rows.text(i, "schema"), rows.text(i, "name")});
  }
  return result;
}

/// A row per column, in order.
constexpr std::string_view foreign_keys_sql =
    "SELECT c.oid::text AS key, c.conname AS name, sn.nspname AS schema, s.relname AS table,"
    " tn.nspname AS target_schema, t.relname AS target, sa.attname AS column,"
    " ta.attname AS target_column"
    " FROM pg_catalog.pg_constraint c"
    " JOIN pg_catalog.pg_class s ON s.oid = c.conrelid"
    " JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace"
    " JOIN pg_catalog.pg_class t ON t.oid = c.confrelid"
    " JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace"
    " CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY AS k(own, other, place)"
    " JOIN pg_catalog.pg_attribute sa ON sa.attrelid = s.oid AND sa.attnum = k.own"
    " JOIN pg_catalog.pg_attribute ta ON ta.attrelid = t.oid AND ta.attnum = k.other"
    " WHERE c.contype = 'f' AND c.conparentid = 0"
    " ORDER BY sn.nspname, s.relname, c.conname, c.oid, k.place";

std::vector<ForeignKey> foreign_keys(Session& session) {
  const Rows rows = session.query(foreign_keys_sql);
  std::vector<ForeignKey> result;
  std::string last;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    if (result.empty() || rows.text(i, "key") != last) {
      result.push_back({rows.text(i, "name"),
                        {rows.text(i, "schema"), rows.text(i, "table")},
                        {},
                        {rows.text(i, "target_schema"), rows.text(i, "target")},
                        {}});
      last = rows.text(i, "key");
    }
    result.back().columns.push_back(rows.text(i, "column"));
    result.back().target_columns.push_back(rows.text(i, "target_column"));
  }
  return result;
}

std::string literal(const std::string& column) {
  return fmt::format("pg_catalog.quote_nullable({}::text)", column);
}

/// Of sequences that count upwards.
std::vector<std::string> raise_counters(Session& session, const TablePath& table) {
  const Rows rows = session.query(
      "SELECT a.attname AS name, pg_catalog.pg_get_serial_sequence($1, a.attname) AS sequence"
      " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_sequence s ON s.seqrelid ="
      " pg_catalog.to_regclass(pg_catalog.pg_get_serial_sequence($1, a.attname))"
      " WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped"
      " AND s.seqincrement > 0",
      {qualified(table)});
  std::vector<std::string> statements;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const std::string sequence = rows.text(i, "sequence");
    statements.push_back(fmt::format(
        "SELECT pg_catalog.setval({}, high.value) FROM (SELECT max({}) AS value FROM "
        "{}) AS high, {} AS now WHERE high.value > now.last_value"
        " OR high.value = now.last_value AND NOT now.is_called",
        quote_text(sequence), quote_name(rows.text(i, "name")), qualified(table), sequence));
  }
  return statements;
}

}  // namespace

const RowTools row_tools = {
    .tables = tables,
    .foreign_keys = foreign_keys,
    .literal = literal,
    .hold_still = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    .defer_keys = "SET CONSTRAINTS ALL DEFERRED",
    .check_keys = "SET CONSTRAINTS ALL IMMEDIATE",
    .raise_counters = raise_counters,
};

}  // namespace syncline::postgres
