// Waiting for locks in short tries, so that what queues behind us never waits long.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/session.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// Runs one statement under the session's lock_timeout; when it is hit, again after a short random
/// pause, until the budget is spent. Inside a transaction what was done before the statement stays.
/// The last error names who blocks. A statement that the server refuses inside a transaction
/// (CREATE INDEX CONCURRENTLY) waits without an end instead: nothing queues behind it, and what it
/// has done by then would be lost.
void execute_waiting(Connection& connection, const std::string& sql, const LockPolicy& policy);

/// Begins a transaction and runs the statements in it, sent ahead of their answers. When the
/// lock_timeout is hit, all of it is rolled back, which lets go of the locks that it has, and begun
/// again, until the budget is spent: counted from the first time, so that long work is not done
/// over and over. `answered` as in Session::begin_with().
void begin_waiting(Connection& connection, const std::vector<std::string_view>& statements,
                   const LockPolicy& policy, const std::function<void(std::size_t)>& answered);

}  // namespace syncline::postgres
