#include "deploy/table_sizes.h"

#include "base/text.h"

namespace syncline {

std::vector<TableSize> table_sizes(Session& session, const Dialect& dialect) {
  const Rows rows = session.query(dialect.table_sizes_sql);
  std::vector<TableSize> sizes;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    const std::string schema = rows.text(row, "schema");
    TableSize size;
    size.name = (schema.empty() ? "" : schema + ".") + rows.text(row, "name");
    size.bytes = number_in<std::int64_t>(rows.text(row, "bytes"));
    const std::string estimate = rows.text(row, "rows");
    if (!estimate.empty()) size.rows = number_in<std::int64_t>(estimate);
    sizes.push_back(std::move(size));
  }
  return sizes;
}

}  // namespace syncline
