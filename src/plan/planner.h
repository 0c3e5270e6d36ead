// From changes to ordered steps. Pure: no I/O, and no kind is named here.
#pragma once

#include <vector>

#include "dialect/dialect.h"

namespace syncline {

/// Ordered steps from one catalog to another.
struct Plan {
  Steps steps;
  bool empty() const { return steps.empty(); }
  /// The hazards of all steps, in order.
  std::vector<Hazard> hazards() const;
};

/// Throws std::logic_error for mistakes of ours: an attribute without a rule, a cycle among steps.
Plan make_plan(const Catalog& from, const Catalog& to, const Dialect& dialect);

}  // namespace syncline
