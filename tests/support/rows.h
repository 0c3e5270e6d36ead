// The rows of a database, to see that a change of its schema lost none.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/dialect.h"

namespace syncline::testing {

using RowsOfTables = std::map<std::string, std::vector<std::string>>;

/// Of all tables of `a` that are in `b` too: the values of the columns that both have with one
/// type, as text.
RowsOfTables rows_of(Session& session, const Catalog& a, const Catalog& b, const Dialect& dialect);

}  // namespace syncline::testing
