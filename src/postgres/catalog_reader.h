// The whole catalog of a database in one pipelined round trip.
#pragma once

#include "model/catalog.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// From one snapshot. Works inside an open transaction as well; leaves the session's settings
/// alone. A big catalog is read over two connections at the same time: `second` keeps the other one
/// for the next reading; null at first.
enum class Dependencies { Read, LeftOut };
Catalog read_catalog(Connection& connection, std::unique_ptr<Connection>& second,
                     Dependencies dependencies);

}  // namespace syncline::postgres
