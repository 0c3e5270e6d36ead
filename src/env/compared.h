// Two loaded sources and what differs between them.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "dialect/hazard.h"
#include "diff/compare.h"
#include "env/elaborate.h"
#include "plan/planner.h"

namespace syncline {

/// The catalogs are shared because changes point into them; null when fingerprints alone said
/// "equal".
struct Comparison {
  std::string from, to;  ///< what they are, for people
  std::shared_ptr<const Loaded> before, after;
  std::vector<Change> changes;
  bool equal() const { return changes.empty(); }
};

Comparison compared(Loaded from, Loaded to);
/// Said without reading either.
Comparison known_equal(std::string from, std::string to);

/// A line for each object that differs, at most twenty: "table a is gone".
std::string changed_objects(const std::vector<Change>& changes);

using Dangers = std::set<Danger>;

/// The hazards of a plan that are of a danger in `guarded` and not in `allowed`.
std::vector<Hazard> forbidden(const Plan& plan, const Dangers& guarded, const Dangers& allowed);

/// Throws Error(Refused) that lists them, with the words for --allow in its hint; nothing when
/// empty.
void refuse(const std::vector<Hazard>& hazards);

}  // namespace syncline
