// Steps into an order that respects what they make, need, drop and free.
#pragma once

#include <vector>

#include "plan/draft.h"

namespace syncline {

struct Order {
  std::vector<std::size_t> rows;   ///< drafts that could be ordered, first to last
  std::vector<std::size_t> stuck;  ///< drafts on a cycle, or behind one
};

/// Stable: drafts that nothing orders keep the order they came in.
/// Edges: makes before needs; frees before drops; drops before makes; drafts of one object in
/// sequence.
Order order_drafts(const std::vector<Draft>& drafts);

}  // namespace syncline
