#include "env/new_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace syncline {

namespace {

std::vector<std::string> column_names(const Catalog& catalog, const Object& table) {
  std::vector<std::string> names;
  for (const Object* column : catalog.children(table.id, "column")) {
    names.push_back(column->id.name());
  }
  return names;
}

const Object& table_of(const Catalog& catalog, const std::string& wanted) {
  std::vector<std::string> known;
  for (const Object& one : catalog.objects()) {
    if (one.id.kind() != "table") continue;
    if (one.id.name() == wanted || join(one.id.path(), ".") == wanted) return one;
    known.push_back(join(one.id.path(), "."));
  }
  const std::string near = nearest(wanted, known);
  Error error(Failure::Input, fmt::format("the revisions make no table \"{}\"", wanted));
  if (!near.empty()) error.with_hint(fmt::format("did you mean \"{}\"?", near));
  throw error;
}

void require(const std::string& column, const std::vector<std::string>& known) {
  if (column.empty() || std::ranges::find(known, column) != known.end()) return;
  throw Error(Failure::Input, fmt::format("the table has no column \"{}\"", column))
      .with_hint("its columns are: " + join(known, ", "));
}

std::string up_section(const NewDataRequest& request, const Catalog& catalog,
                       const Dialect& dialect) {
  const Object& table = table_of(catalog, request.table);
  const std::vector<std::string> columns = column_names(catalog, table);
  require(request.column, columns);
  std::vector<std::string> path;
  for (const std::string& part : table.id.path()) path.push_back(dialect.quote_name(part));
  const std::string name = join(path, ".");
  const bool has_id = std::ranges::find(columns, "id") != columns.end();
  const std::string key = dialect.quote_name(has_id || columns.empty() ? "id" : columns.front());
  const bool complete = !request.column.empty();
  const std::string column = complete ? dialect.quote_name(request.column) : "column_to_fill";
  const std::string value = complete ? request.set : "'value'";
  const std::string todo =
      complete ? ""
               : fmt::format("-- Write here what is to be changed. The columns are: {}\n",
                             join(columns, ", "));
  return fmt::format(
      "-- syncline: up in batches\n"
      "-- This statement runs again and again, each time in a transaction of its own, until it\n"
      "-- touches no row. So it takes only rows that are not done yet, and only so many.\n"
      "{0}UPDATE {1}\nSET {2} = {3}\nWHERE {4} IN (\n  SELECT {4} FROM {1}\n"
      "  WHERE {2} IS NULL\n  ORDER BY {4}\n  LIMIT {5}\n);",
      todo, name, column, value, key, request.batch);
}

}  // namespace

GenerateReport new_data(const Project& project, Workshop& workshop, Migrations& migrations,
                        const NewDataRequest& request) {
  const History& history = migrations.history();
  const Loaded head = migrations.load_at(history.lineage(history.heads()));
  GenerateRequest generated;
  generated.message = request.message;
  generated.empty = true;
  generated.up = up_section(request, head.catalog, workshop.dialect());
  return generate(project, workshop, migrations, generated);
}

}  // namespace syncline
