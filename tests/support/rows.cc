#include "support/rows.h"

#include <algorithm>

#include "base/text.h"

namespace syncline::testing {

RowsOfTables rows_of(Session& session, const Catalog& a, const Catalog& b, const Dialect& dialect) {
  RowsOfTables all;
  for (const Object& table : a.objects()) {
    if (table.id.kind() != "table" || !b.has(table.id)) continue;
    std::vector<std::string> columns;
    for (const Object* column : a.children(table.id, "column")) {
      const Object* other = b.find(column->id);
      if (other && other->text("type") == column->text("type") &&
          column->text("generated").empty() && other->text("generated").empty()) {
        columns.push_back("coalesce(CAST(" + dialect.quote_name(column->id.name()) +
                          " AS text), 'NULL')");
      }
    }
    std::vector<std::string> path;
    for (const std::string& part : table.id.path()) path.push_back(dialect.quote_name(part));
    if (columns.empty()) columns = {"'row'"};
    std::sort(columns.begin(), columns.end());
    Rows rows = session.query("SELECT " + join(columns, " || '|' || ") + " AS row FROM " +
                              join(path, ".") + " ORDER BY 1");
    std::vector<std::string>& texts = all[table.id.text()];
    for (std::size_t row = 0; row < rows.rows.size(); ++row) texts.push_back(rows.text(row, "row"));
  }
  return all;
}

}  // namespace syncline::testing
