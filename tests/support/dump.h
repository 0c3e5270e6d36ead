// The schema of a database as somebody else sees it: the independent oracle.
#pragma once

#include <string>

#include "dialect/dialect.h"

namespace syncline::testing {

/// Statements sorted, columns of tables sorted. PostgreSQL: from pg_dump -s without owners and
/// grants. SQLite: from its pragmas and the texts of views, triggers and indexes.
std::string independent_dump(Session& session, const Dialect& dialect);

}  // namespace syncline::testing
