#include "support/dump.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/process.h"
#include "base/text.h"
#include "postgres/reread.h"
#include "postgres/server_binaries.h"

namespace syncline::testing {

namespace {

/// Lines between the outer parentheses of CREATE TABLE, sorted, so that the order of columns is no
/// matter.
std::string with_sorted_columns(const std::string& statement) {
  if (!starts_with_nocase(statement, "create table") &&
      !starts_with_nocase(statement, "create unlogged")) {
    return statement;
  }
  std::vector<std::string> lines = split(statement, '\n');
  auto first = std::find_if(lines.begin(), lines.end(),
                            [](const auto& line) { return line.ends_with("("); });
  auto last = std::find_if(lines.begin(), lines.end(),
                           [](const auto& line) { return line.starts_with(")"); });
  if (first == lines.end() || last == lines.end()) return statement;
  for (auto line = first + 1; line != last; ++line) {
    if (line->ends_with(",")) line->pop_back();
  }
  std::sort(first + 1, last);
  return join(lines, "\n");
}

/// WITH (b, a) on a line of its own, sorted: the order of storage options says nothing.
std::string with_sorted_options(const std::string& statement) {
  std::vector<std::string> lines = split(statement, '\n');
  for (std::string& line : lines) {
    std::size_t close = line.find(')');
    if (!line.starts_with("WITH (") || close == std::string::npos) continue;
    std::vector<std::string> options = split(line.substr(6, close - 6), ',');
    for (std::string& option : options) option = trim(option);
    std::sort(options.begin(), options.end());
    line = "WITH (" + join(options, ", ") + line.substr(close);
  }
  return join(lines, "\n");
}

std::string postgres_dump(Session& session, const Dialect& dialect) {
  Rows where = session.query(
      "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) AS host, "
      "current_setting('port') AS port, current_database() AS database, current_user AS \"user\"");
  Command command;
  // Not the one on the PATH: Debian's is a script that looks for this one each time.
  command.program = postgres::find_clients(session.server().major).folder / "pg_dump";
  command.arguments = {"-s",
                       "-O",
                       "-x",
                       "-h",
                       where.text(0, "host"),
                       "-p",
                       where.text(0, "port"),
                       "-U",
                       where.text(0, "user"),
                       where.text(0, "database")};
  Outcome outcome = run(command);
  if (outcome.status != 0) throw std::runtime_error("pg_dump: " + outcome.errors);
  std::vector<std::string> statements;
  for (const Statement& statement :
       split_script(outcome.output, "pg_dump", dialect.syntax).statements) {
    if (starts_with_nocase(statement.text, "set ") ||
        starts_with_nocase(statement.text, "select pg_catalog")) {
      continue;
    }
    // What a server reads back otherwise than it wrote it down is no difference.
    const std::string text = postgres::as_reread(statement.text);
    statements.push_back(with_sorted_options(with_sorted_columns(text)));
  }
  std::sort(statements.begin(), statements.end());
  return join(statements, ";\n");
}

std::string sqlite_dump(Session& session, const Dialect& dialect) {
  static constexpr const char* queries[] = {
      "SELECT 'column', m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk > 0, x.hidden "
      "FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) x WHERE m.type = 'table' "
      "AND m.name NOT LIKE 'sqlite_%'",
      "SELECT 'foreign key', m.name, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete "
      "FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
      "SELECT 'index', m.name, i.\"unique\", i.origin, i.partial, (SELECT "
      "group_concat(coalesce(c.name, "
      "'expr') || c.\"desc\" || c.coll, ',') FROM pragma_index_xinfo(i.name) c WHERE c.key) "
      "FROM sqlite_schema m JOIN pragma_index_list(m.name) i WHERE m.type = 'table'",
      "SELECT 'table', l.name, l.wr, l.strict FROM pragma_table_list l WHERE l.schema = 'main' "
      "AND l.name NOT LIKE 'sqlite_%'",
      "SELECT 'text', m.type, m.name, m.tbl_name, m.sql FROM sqlite_schema m "
      "WHERE m.type IN ('view', 'trigger', 'index') AND m.sql IS NOT NULL"};
  std::vector<std::string> lines;
  for (const char* query : queries) {
    for (const auto& row : session.query(query).rows) {
      std::string line;
      for (const auto& cell : row) {
        std::string text = folded(cell.value_or("NULL"), dialect.syntax);
        text.erase(std::remove(text.begin(), text.end(), '"'), text.end());
        line += lower(text) + "|";
      }
      lines.push_back(line);
    }
  }
  std::sort(lines.begin(), lines.end());
  return join(lines, "\n");
}

}  // namespace

std::string independent_dump(Session& session, const Dialect& dialect) {
  return dialect.name == "sqlite" ? sqlite_dump(session, dialect) : postgres_dump(session, dialect);
}

}  // namespace syncline::testing
