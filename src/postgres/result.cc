// Result of reading.h: cells of a pg_result.
#include <libpq-fe.h>

#include "base/text.h"
#include "postgres/reading.h"

namespace syncline::postgres {

namespace {

/// One element of an array's text, starting at `at`; leaves `at` behind it.
std::string array_element(std::string_view text, std::size_t& at) {
  std::string element;
  if (text[at] != '"') {
    const std::size_t end = text.find_first_of(",}", at);
    element = text.substr(at, end - at);
    at = end;
    return element == "NULL" ? std::string() : element;
  }
  for (++at; text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
    element += text[at];
  }
  ++at;
  return element;
}

}  // namespace

int Result::rows() const { return PQntuples(result_); }

int Result::columns() const { return PQnfields(result_); }

bool Result::null(int row, int column) const { return PQgetisnull(result_, row, column) != 0; }

std::string_view Result::text(int row, int column) const {
  return {PQgetvalue(result_, row, column),
          static_cast<std::size_t>(PQgetlength(result_, row, column))};
}

std::int64_t Result::number(int row, int column) const {
  return number_in<std::int64_t>(text(row, column));
}

Oid Result::oid(int row, int column) const { return number_in<Oid>(text(row, column)); }

bool Result::flag(int row, int column) const { return text(row, column) == "t"; }

std::vector<std::string> Result::list(int row, int column) const {
  std::vector<std::string> elements;
  const std::string_view array = text(row, column);
  for (std::size_t at = 1; at < array.size() && array[at] != '}';) {
    elements.push_back(array_element(array, at));
    if (array[at] == ',') ++at;
  }
  return elements;
}

std::vector<std::int64_t> Result::numbers(int row, int column) const {
  std::vector<std::int64_t> numbers;
  std::string_view rest = text(row, column);
  while (!rest.empty()) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    numbers.push_back(number_in<std::int64_t>(rest.substr(0, blank)));
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  return numbers;
}

}  // namespace syncline::postgres
