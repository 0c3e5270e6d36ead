// Rows copied between SQLite databases: foreign keys and literals.
#pragma once

#include "dialect/row_tools.h"

namespace syncline::sqlite {

extern const RowTools row_tools;

}  // namespace syncline::sqlite
