#include "migrate/runs.h"

#include <algorithm>

#include "base/text.h"

namespace syncline {

namespace {

constexpr std::size_t most_runs = 20;

}  // namespace

std::string with_run(const std::string& runs, const std::string& first, const std::string& last) {
  std::vector<std::string> words = runs.empty() ? std::vector<std::string>() : split(runs, ' ');
  if (words.size() >= 2 && words[words.size() - 2] == first) words.resize(words.size() - 2);
  words.insert(words.end(), {first, last});
  if (words.size() > 2 * most_runs) {
    words.erase(words.begin(), words.end() - static_cast<std::ptrdiff_t>(2 * most_runs));
  }
  return join(words, " ");
}

std::optional<std::size_t> rows_of_last_run(const std::string& runs,
                                            const std::vector<Applied>& applied) {
  if (applied.empty()) return {};
  const std::vector<std::string> words = split(runs, ' ');
  for (std::size_t run = words.size() / 2; run-- > 0;) {
    if (words[2 * run + 1] != applied.back().revision) continue;
    const auto first = std::ranges::find(applied, words[2 * run], &Applied::revision);
    if (first == applied.end()) return {};
    const bool all_ran = std::all_of(first, applied.end(),
                                     [](const Applied& one) { return one.how == How::Applied; });
    if (!all_ran) return {};
    return static_cast<std::size_t>(applied.end() - first);
  }
  return {};
}

}  // namespace syncline
