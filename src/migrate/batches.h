// A statement that changes rows, a part of them at a time.
#pragma once

#include <cstddef>
#include <functional>

#include "dialect/session.h"

namespace syncline {

struct Batches {
  std::size_t count = 0;  ///< that touched rows
  std::size_t rows = 0;   ///< together
};

/// Runs an UPDATE, DELETE or INSERT again and again, each time in a transaction of its own, until
/// it touches no row. It must itself take only so many rows, and leave out those that are done.
/// `after_each` is called after each commit. What was committed stays when it throws: Error with
/// the statement, Interrupted between two batches.
Batches run_in_batches(Session& session, const Statement& statement,
                       const std::function<void(const Batches&)>& after_each);

}  // namespace syncline
