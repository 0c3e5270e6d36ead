#include "diff/compare.h"

namespace syncline {

namespace {

/// Names of the attributes that differ; both lists are sorted, so one walk over both finds them.
std::vector<Symbol> differing(const Attributes& before, const Attributes& after) {
  std::vector<Symbol> names;
  auto left = before.begin();
  auto right = after.begin();
  while (left != before.end() || right != after.end()) {
    if (right == after.end() || (left != before.end() && left->first < right->first)) {
      names.push_back((left++)->first);
    } else if (left == before.end() || right->first < left->first) {
      names.push_back((right++)->first);
    } else {
      if (left->second != right->second) names.push_back(left->first);
      ++left, ++right;
    }
  }
  return names;
}

}  // namespace

std::vector<Change> compare(const Catalog& from, const Catalog& to) {
  std::vector<Change> changes;
  auto before = from.objects().begin();
  auto after = to.objects().begin();
  while (before != from.objects().end() || after != to.objects().end()) {
    if (after == to.objects().end() || (before != from.objects().end() && before->id < after->id)) {
      changes.push_back({&*before++, nullptr, {}});
    } else if (before == from.objects().end() || after->id < before->id) {
      changes.push_back({nullptr, &*after++, {}});
    } else {
      if (before->attributes != after->attributes) {
        changes.push_back({&*before, &*after, differing(before->attributes, after->attributes)});
      }
      ++before, ++after;
    }
  }
  return changes;
}

}  // namespace syncline
