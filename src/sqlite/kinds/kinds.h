// All kinds of SQLite. A new kind is one file here and a line below.
#pragma once

#include <span>

#include "dialect/kind.h"

namespace syncline::sqlite {

// In the order in which objects are made when nothing else decides (see Dialect::kinds).
extern const Kind table_kind, column_kind, constraint_kind, index_kind, view_kind, trigger_kind;

std::span<const Kind* const> all_kinds();

}  // namespace syncline::sqlite
