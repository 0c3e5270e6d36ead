// From verdicts to steps that know what they make, need, drop and free; not yet ordered.
#pragma once

#include <unordered_set>
#include <vector>

#include "plan/expand.h"

namespace syncline {

struct Draft {
  Step step;
  ObjectId object;  ///< drafts of one object keep their order
};

/// In the order a reader expects: what goes, from the top of the house down; then what is altered
/// or made, from the ground up. Objects in `apart` are dropped by a step of their own, even if the
/// drop of their parent would take them along.
std::vector<Draft> draft_steps(Expansion& expansion, const Ends& ends, const Dialect& dialect,
                               const std::unordered_set<ObjectId>& apart);

}  // namespace syncline
