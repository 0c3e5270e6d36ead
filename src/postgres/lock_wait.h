// Waiting for locks in short tries, so that what queues behind us never waits long.
#pragma once

#include <string>

#include "dialect/session.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// Runs one statement under the session's lock_timeout; when it is hit, again after a short random
/// pause, until the budget is spent. Inside a transaction what was done before the statement stays.
/// The last error names who blocks.
void execute_waiting(Connection& connection, const std::string& sql, const LockPolicy& policy);

}  // namespace syncline::postgres
