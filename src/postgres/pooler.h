// Poolers that give each transaction to another server process.
#pragma once

#include "postgres/connection.h"

namespace syncline::postgres {

/// Whether the connection goes through one, so that locks and settings of the session mean nothing.
/// A second connection is made only when there is a pooler of any sort in between.
bool in_transaction_pool(Connection& connection);

}  // namespace syncline::postgres
