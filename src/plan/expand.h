// From changes to verdicts: what is made, dropped, altered or replaced, and what stands on it.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "dialect/dialect.h"

namespace syncline {

/// What happens to one object in a plan. Dropped and made: it is replaced.
struct Verdict {
  const Object* before = nullptr;
  const Object* after = nullptr;
  bool dropped = false, made = false;
  bool with_rebuild = false;  ///< the rebuild of its parent (or of itself) carries it out
  Steps drop, make,
      alter;  ///< what the kind wrote; for made and dropped objects filled on first use
  Dependents dependents = Dependents::Stay;  ///< of an altered object

  bool altered() const { return !dropped && !made && !alter.empty(); }
};

struct Expansion {
  std::unordered_map<ObjectId, Verdict> verdicts;
  std::vector<ObjectId> rebuilt;  ///< objects whose Kind::rebuild runs
  Steps let_go, take_hold;        ///< around replacements that data holders stand on
};

/// Throws std::logic_error when an attribute differs for which its kind has no rule.
Expansion expand(const Ends& ends, const Dialect& dialect);

}  // namespace syncline
