// A cheap text that changes whenever the schema may have changed.
#pragma once

#include <string>

#include "postgres/connection.h"

namespace syncline::postgres {

std::string read_stamp(Connection& connection);

}  // namespace syncline::postgres
