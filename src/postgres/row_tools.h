// Rows copied between PostgreSQL databases: foreign keys, literals, sequences.
#pragma once

#include "dialect/row_tools.h"

namespace syncline::postgres {

extern const RowTools row_tools;

}  // namespace syncline::postgres
