// A dialect of toys, so that the planner is tested without any real kind.
#pragma once

#include "dialect/dialect.h"

namespace syncline::testing {

/// Kinds: "base" (nothing), "box" (holds data), "part" (below a box, dropped with it; attribute
/// "size" alters and makes what stands on it step aside, "shape" replaces), "look" (stands on
/// others), "tie" (below a box, dropped with it, may lean on other boxes), "tag" (its making needs
/// the box's rebuild).
const Dialect& toy_dialect();

}  // namespace syncline::testing
