#include "env/compared.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace syncline {

Comparison compared(Loaded from, Loaded to) {
  Comparison result;
  result.from = from.what;
  result.to = to.what;
  result.before = std::make_shared<const Loaded>(std::move(from));
  result.after = std::make_shared<const Loaded>(std::move(to));
  const std::string& left = result.before->known_fingerprint;
  const std::string& right = result.after->known_fingerprint;
  // To compare costs less than to find out a fingerprint.
  if (left.empty() || right.empty() || left != right) {
    result.changes = compare(result.before->catalog, result.after->catalog);
  }
  return result;
}

Comparison known_equal(std::string from, std::string to) {
  Comparison result;
  result.from = std::move(from);
  result.to = std::move(to);
  return result;
}

std::string changed_objects(const std::vector<Change>& changes) {
  constexpr std::size_t most = 20;
  std::vector<std::string> lines;
  std::size_t left_out = 0;
  std::set<ObjectId> whole;  // what stands below one of these goes without saying
  for (const Change& change : changes) {
    if (!change.before || !change.after) whole.insert(change.id());
  }
  for (const Change& change : changes) {
    const Object& object = change.after ? *change.after : *change.before;
    if (whole.contains(change.id()) && object.parent && whole.contains(object.parent)) continue;
    if (lines.size() >= most) {
      ++left_out;
      continue;
    }
    const std::string_view how = !change.before ? "is new" : !change.after ? "is gone" : "differs";
    lines.push_back(fmt::format("{} {}", change.id().text(), how));
  }
  if (left_out > 0) lines.push_back(fmt::format("… and {} more", left_out));
  return join(lines, "\n");
}

std::vector<Hazard> forbidden(const Plan& plan, const Dangers& guarded, const Dangers& allowed) {
  std::vector<Hazard> result;
  for (const Hazard& hazard : plan.hazards()) {
    if (guarded.contains(hazard.danger) && !allowed.contains(hazard.danger)) {
      result.push_back(hazard);
    }
  }
  return result;
}

void refuse(const std::vector<Hazard>& hazards) {
  if (hazards.empty()) return;
  std::set<std::string> words;
  std::vector<std::string> lines;
  for (const Hazard& hazard : hazards) {
    words.emplace(danger_name(hazard.danger));
    lines.push_back(fmt::format("{}: {}", danger_name(hazard.danger), hazard.why));
  }
  const std::vector<std::string> list(words.begin(), words.end());
  Error error(Failure::Refused, "this would lose or change data that exists");
  error.detail = join(lines, "\n");
  error.hint =
      fmt::format("when that is meant, say --allow {}; nothing was changed", join(list, ","));
  throw error;
}

}  // namespace syncline
