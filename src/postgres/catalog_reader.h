// The whole catalog of a database in one pipelined round trip.
#pragma once

#include "model/catalog.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// From one snapshot. Works inside an open transaction as well; leaves the session's settings
/// alone.
Catalog read_catalog(Connection& connection);

}  // namespace syncline::postgres
