// Rows put aside and given back, on SQLite.
#pragma once

#include "dialect/keep_tools.h"

namespace syncline::sqlite {

extern const KeepTools keep_tools;

}  // namespace syncline::sqlite
