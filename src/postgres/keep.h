// Rows put aside and given back, on PostgreSQL.
#pragma once

#include "dialect/keep_tools.h"

namespace syncline::postgres {

extern const KeepTools keep_tools;

}  // namespace syncline::postgres
