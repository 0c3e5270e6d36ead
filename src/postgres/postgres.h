// PostgreSQL as a dialect. The only header of this room that others include.
#pragma once

#include "dialect/dialect.h"

namespace syncline::postgres {

const Dialect& dialect();

}  // namespace syncline::postgres
