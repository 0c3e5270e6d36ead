#include "faults/state.h"

#include <set>

namespace syncline::testing {

namespace {

constexpr const char* postgres_state = R"(
WITH ours AS (SELECT c.oid, c.relname, c.relkind, n.nspname, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'syncline'))
SELECT 'relation ' || name AS what, concat_ws(' ', relkind,
    CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END, obj_description(oid, 'pg_class')) AS how FROM ours
UNION ALL SELECT 'column ' || o.name || '.' || a.attname, concat_ws(' ', a.attnum -
    (SELECT count(*) FROM pg_attribute g WHERE g.attrelid = o.oid AND g.attisdropped AND g.attnum < a.attnum),
    format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
  FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
  WHERE a.attnum > 0 AND NOT a.attisdropped AND o.relkind <> 'i'
UNION ALL SELECT 'constraint ' || o.name || '.' || k.conname, concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated)
  FROM ours o JOIN pg_constraint k ON k.conrelid = o.oid
UNION ALL SELECT CASE WHEN i.indisvalid AND i.indisready THEN 'index ' ELSE 'invalid index ' END || o.name, pg_get_indexdef(o.oid)
  FROM ours o JOIN pg_index i ON i.indexrelid = o.oid
UNION ALL SELECT 'trigger ' || o.name || '.' || t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
  FROM ours o JOIN pg_trigger t ON t.tgrelid = o.oid WHERE NOT t.tgisinternal
UNION ALL SELECT 'enum ' || t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
  FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname
UNION ALL SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'syncline')
UNION ALL SELECT 'rows ' || name, query_to_xml(format('SELECT * FROM %s t ORDER BY t::text', name), true, true, '')::text
  FROM ours WHERE relkind IN ('r', 'm'))";

State postgres_state_of(Session& session) {
  State state;
  const Rows rows = session.query(postgres_state);
  for (const auto& row : rows.rows) state[row[0].value_or("")] = row[1].value_or("");
  return state;
}

/// SELECT of all values of a table's rows as one text, sorted.
std::string rows_query(Session& session, const std::string& table) {
  std::string line;
  const Rows columns = session.query("SELECT name FROM pragma_table_info($1)", {table});
  for (const auto& row : columns.rows) {
    line += (line.empty() ? "quote(\"" : " || ', ' || quote(\"") + *row[0] + "\")";
  }
  return "SELECT group_concat(line, char(10)) AS lines FROM (SELECT " + line + " AS line FROM \"" +
         table + "\" ORDER BY 1)";
}

State sqlite_state_of(Session& session) {
  State state;
  const Rows objects = session.query(
      "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'syncline\\_%' ESCAPE '\\' "
      "AND tbl_name NOT LIKE 'syncline\\_%' ESCAPE '\\'");
  for (const auto& row : objects.rows) {
    state[*row[0] + " " + *row[1]] = row[2].value_or("");
    if (*row[0] != "table") continue;
    state["rows " + *row[1]] = session.query(rows_query(session, *row[1])).text(0, "lines");
  }
  for (const char* pragma :
       {"user_version", "journal_mode", "integrity_check", "foreign_key_check"}) {
    const Rows found = session.query(std::string("PRAGMA ") + pragma);
    for (const auto& row : found.rows) state[pragma] += row[0].value_or("") + "; ";
  }
  return state;
}

}  // namespace

State state_of(Session& session, const Dialect& dialect) {
  return dialect.name == "sqlite" ? sqlite_state_of(session) : postgres_state_of(session);
}

std::string difference(const State& expected, const State& actual) {
  std::string lines;
  for (const auto& [what, how] : expected) {
    const auto found = actual.find(what);
    if (found == actual.end()) lines += "  missing: " + what + "\n";
    if (found != actual.end() && found->second != how) lines += "  differs: " + what + "\n";
  }
  for (const auto& [what, how] : actual) {
    if (!expected.contains(what)) lines += "  unexpected: " + what + "\n";
  }
  return lines;
}

void leave_out_invalid(State& expected, State& actual) {
  std::set<std::string> names;
  constexpr std::string_view prefix = "invalid index ";
  for (const auto& [what, how] : actual) {
    if (what.starts_with(prefix)) names.insert(what.substr(prefix.size()));
  }
  for (State* state : {&expected, &actual}) {
    for (const std::string& name : names) {
      for (const char* what : {"invalid index ", "index ", "relation "}) state->erase(what + name);
    }
  }
}

}  // namespace syncline::testing
