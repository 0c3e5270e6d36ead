// SQLite as a dialect.
#pragma once

#include "dialect/dialect.h"

namespace syncline::sqlite {

const Dialect& dialect();

}  // namespace syncline::sqlite
