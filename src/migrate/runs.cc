#include "migrate/runs.h"

#include <algorithm>

#include "base/text.h"

namespace syncline {

std::optional<std::size_t> rows_of_last_run(const std::string& runs,
                                            const std::vector<Applied>& applied) {
  const std::vector<std::string> began = split(runs, ' ');
  for (auto word = began.rbegin(); word != began.rend(); ++word) {
    const auto first = std::ranges::find(applied, *word, &Applied::revision);
    if (first == applied.end()) continue;  // that run was taken back
    const bool all_ran = std::all_of(first, applied.end(),
                                     [](const Applied& one) { return one.how == How::Applied; });
    if (!all_ran) return {};
    return static_cast<std::size_t>(applied.end() - first);
  }
  return {};
}

}  // namespace syncline
