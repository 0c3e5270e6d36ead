#include "sqlite/row_tools.h"

#include <fmt/format.h>

#include "base/text.h"

namespace syncline::sqlite {

namespace {

std::vector<TablePath> tables(Session& session) {
  const Rows rows =
      session.query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  std::vector<TablePath> result;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) result.push_back({rows.text(i, "name")});
  return result;
}

/// The columns that a key means when it names none.
std::vector<std::string> primary_key(Session& session, const std::string& table) {
  const Rows rows =
      session.query("SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk", {table});
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) names.push_back(rows.text(i, "name"));
  return names;
}

/// Names may be written with other capitals than those of the table that is meant.
std::vector<ForeignKey> foreign_keys(Session& session) {
  const Rows rows = session.query(
      "SELECT m.name AS own, k.id AS number, t.name AS target, k.\"from\" AS source, "
      "k.\"to\" AS goal FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS k"
      " JOIN sqlite_schema AS t ON t.type = 'table' AND t.name = k.\"table\" COLLATE NOCASE"
      " WHERE m.type = 'table' ORDER BY m.name, k.id, k.seq");
  std::vector<ForeignKey> result;
  std::string last;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    const std::string own = rows.text(i, "own"), target = rows.text(i, "target");
    const std::string key = own + "\n" + rows.text(i, "number");
    if (result.empty() || key != last) {
      result.push_back({"to " + target, {own}, {}, {target}, {}});
      if (rows.text(i, "goal").empty()) result.back().target_columns = primary_key(session, target);
      last = key;
    }
    ForeignKey& one = result.back();
    one.columns.push_back(rows.text(i, "source"));
    if (!rows.text(i, "goal").empty()) one.target_columns.push_back(rows.text(i, "goal"));
  }
  return result;
}

std::string literal(const std::string& column) { return fmt::format("quote({})", column); }

/// What AUTOINCREMENT remembers follows the rows by itself.
std::vector<std::string> raise_counters(Session&, const TablePath&) { return {}; }

}  // namespace

const RowTools row_tools = {.tables = tables,
                            .foreign_keys = foreign_keys,
                            .literal = literal,
                            .raise_counters = raise_counters};

}  // namespace syncline::sqlite
