#include "sqlite/keep.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

std::string table_sql(const TablePath& table) { return quote_name(table.back()); }

/// The columns of the first unique index whose columns all must have values.
std::vector<std::string> unique_columns(Session& session, const TablePath& table,
                                        const std::set<std::string>& required) {
  const Rows indexes = session.query(
      "SELECT name FROM pragma_index_list($1) WHERE \"unique\" = 1 AND partial = 0 ORDER BY name",
      {table.back()});
  for (std::size_t i = 0; i < indexes.rows.size(); ++i) {
    const Rows parts = session.query("SELECT name FROM pragma_index_info($1) ORDER BY seqno",
                                     {indexes.text(i, "name")});
    std::vector<std::string> names;
    for (std::size_t j = 0; j < parts.rows.size(); ++j) names.push_back(parts.text(j, "name"));
    if (std::ranges::all_of(names, [&](const auto& name) { return required.contains(name); }))
      return names;
  }
  return {};
}

std::vector<KeptColumn> columns(Session& session, const TablePath& table) {
  const Rows rows = session.query(
      "SELECT name, \"notnull\" AS required, pk, hidden FROM pragma_table_xinfo($1) WHERE hidden "
      "<> 1"
      " ORDER BY cid",
      {table.back()});
  std::vector<KeptColumn> result;
  std::set<std::string> required;
  bool keyed = false;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    KeptColumn one;
    one.name = rows.text(i, "name");
    one.stored = quote_name(one.name);
    one.key = number_in(rows.text(i, "pk"));
    one.not_null = rows.text(i, "required") == "1";
    one.generated = rows.text(i, "hidden") != "0";
    keyed = keyed || one.key > 0;
    if (one.not_null) required.insert(one.name);
    result.push_back(std::move(one));
  }
  if (keyed) return result;
  int place = 0;
  for (const std::string& name : unique_columns(session, table, required)) {
    std::ranges::find(result, name, &KeptColumn::name)->key = ++place;
  }
  return result;
}

std::string lock(const TablePath&) { return ""; }  // the transaction is the only writer

std::string mark(Session&, const TablePath&, const std::string&) { return ""; }
bool still_there(Session&, const std::string&) { return false; }

bool has_sequences(Session& session) {
  return !session.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").empty();
}

std::string counters(Session& session, const TablePath& table) {
  if (!has_sequences(session)) return "";
  const Rows rows =
      session.query("SELECT seq FROM sqlite_sequence WHERE name = $1", {table.back()});
  return rows.empty() ? "" : rows.text(0, "seq");
}

std::vector<std::string> set_counters(Session& session, const TablePath& table,
                                      const std::string& counters) {
  if (counters.empty() || !has_sequences(session)) return {};
  const std::string name = quote_text(table.back());
  return {fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", name),
          fmt::format("INSERT INTO sqlite_sequence (name, seq) VALUES ({}, {})", name, counters)};
}

/// A trigger cannot be switched off: it is dropped and made again from its own text.
Quiet quiet(Session& session, const TablePath& table) {
  const Rows rows = session.query(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = $1 ORDER BY rowid",
      {table.back()});
  Quiet result;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    result.before.push_back("DROP TRIGGER " + quote_name(rows.text(i, "name")));
    result.after.push_back(rows.text(i, "sql"));
  }
  return result;
}

bool lacks_values(const Error& error) {
  const std::string_view message = error.what();
  return message.starts_with("NOT NULL constraint failed") ||
         message.starts_with("Cannot add a NOT NULL column");
}

/// While foreign keys are enforced rows would go with those that they point at.
bool may_empty(Session& session) {
  return session.query("PRAGMA foreign_keys").rows.at(0).at(0) == "0";
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
    .lacks_values = lacks_values,
    .may_empty = may_empty,
};

}  // namespace syncline::sqlite
