// Rows whose foreign keys point at nothing, and which of them a transaction has brought about.
#pragma once

#include <compare>
#include <set>
#include <string>

#include "sqlite/connection.h"

namespace syncline::sqlite {

struct Violation {
  std::string table, row, parent;  ///< the row is a rowid; "" in a table without
  std::string trouble;             ///< instead of a row: why the key cannot be checked at all

  std::string text() const;
  auto operator<=>(const Violation&) const = default;
};

using Violations = std::multiset<Violation>;

Violations find_violations(Connection& connection);

/// The first that is in `after` and not in `before`; null when no table has more of them towards
/// any parent than before. (A rebuilt table may number its rows anew: then the same rows look
/// different.)
const Violation* first_new(const Violations& before, const Violations& after);

}  // namespace syncline::sqlite
