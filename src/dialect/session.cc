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

void Session::begin_with(const std::vector<std::string_view>& statements,
                         const std::function<void(std::size_t)>& answered) {
  begin();
  for (std::size_t i = 0; i < statements.size(); ++i) {
    execute(statements[i]);
    answered(i);
  }
}

void Session::commit_with(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) execute(statement);
  commit();
}

Aftermath Session::aftermath(std::string_view, const std::string&) { return {}; }

}  // namespace syncline
