#include "dialect/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace syncline {

std::string Rows::text(std::size_t row, std::string_view column) const {
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (found == columns.end() || row >= rows.size())
    throw std::logic_error(fmt::format("a result has no row {} or no column \"{}\"", row, column));
  return rows[row][static_cast<std::size_t>(found - columns.begin())].value_or("");
}

}  // namespace syncline
