#include "sqlite/foreign_keys.h"

#include <map>
#include <tuple>
#include <vector>

#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

void collect(Cursor rows, Violations& found) {
  while (rows.next()) found.insert({rows.string(0), rows.string(1), rows.string(2), ""});
}

/// One key that fits no unique columns of its parent makes SQLite refuse to check the whole
/// database.
Violations find_by_table(Connection& connection) {
  std::vector<std::string> tables;
  Cursor rows = connection.prepare(
      "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name, 'main') "
      "WHERE m.type = 'table'");
  while (rows.next()) tables.push_back(rows.string(0));
  Violations found;
  for (const std::string& table : tables) {
    try {
      collect(connection.prepare("PRAGMA main.foreign_key_check(" + quote_name(table) + ")"),
              found);
    } catch (const Error& error) {
      found.insert({table, "", "", error.what()});
    }
  }
  return found;
}

}  // namespace

std::string Violation::text() const {
  if (!trouble.empty()) return "table " + table + ": " + trouble;
  std::string where = row.empty() ? "a row" : "row " + row;
  return where + " of table " + table + " refers to a row of " + parent + " that is not there";
}

Violations find_violations(Connection& connection) {
  try {
    Violations found;
    collect(connection.prepare("PRAGMA main.foreign_key_check"), found);
    return found;
  } catch (const Error&) {
    return find_by_table(connection);
  }
}

const Violation* first_new(const Violations& before, const Violations& after) {
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, long> counts;
  for (const Violation& one : after) ++counts[{one.table, one.parent, one.trouble}];
  for (const Violation& one : before) --counts[{one.table, one.parent, one.trouble}];
  const Violation* any = nullptr;
  for (const Violation& one : after) {
    if (counts[{one.table, one.parent, one.trouble}] <= 0) continue;
    if (!before.count(one)) return &one;
    any = &one;
  }
  return any;
}

}  // namespace syncline::sqlite
