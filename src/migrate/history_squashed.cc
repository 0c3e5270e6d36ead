// Histories of which a database has seen other revisions than the files say: those that a squash
// replaced.
#include <fmt/format.h>

#include <algorithm>

#include "migrate/history.h"

namespace syncline {

const Revision* History::squash_of(std::string_view replaced) const {
  std::string name(replaced);
  if (!squashes_.contains(name)) return nullptr;
  for (auto found = squashes_.find(name); found != squashes_.end(); found = squashes_.find(name)) {
    name = found->second;
  }
  return find(name);
}

const Revision* History::replaced_file(std::string_view id) const {
  const auto found = std::ranges::find(replaced_, id, &Revision::id);
  return found == replaced_.end() ? nullptr : &*found;
}

bool History::stands_for_some(const Revision& squash, const RevisionSet& applied) const {
  return std::ranges::any_of(squash.replaces, [&](const Replaced& one) {
    const Revision* file = replaced_file(one.id);
    return applied.contains(one.id) || (file && stands_for_some(*file, applied));
  });
}

std::optional<History> History::as_seen_with(const RevisionSet& applied) const {
  const auto differs = [&](const Revision& one) { return stands_for_some(one, applied); };
  if (std::ranges::none_of(revisions_, differs)) return {};
  std::vector<Revision> seen = revisions_;
  Names last_ones;
  const auto next = [&] { return std::ranges::find_if(seen, differs); };
  for (auto squash = next(); squash != seen.end(); squash = next()) {
    const Revision gone = *squash;
    seen.erase(squash);
    for (const Replaced& one : gone.replaces) {
      const Revision* file = replaced_file(one.id);
      if (!file) {
        throw Error(Failure::Input,
                    fmt::format("the database has revisions that {} replaced, and the file of {}, "
                                "which is one of them, is not in the folder replaced",
                                gone.id, one.id))
            .with_hint(
                "bring the file back from your version control; it may go when every database has "
                "been upgraded past it");
      }
      seen.push_back(*file);
      seen.back().squashed_into = gone.squashed_into;
      seen.back().squashed_into.push_back(gone.id);
    }
    last_ones.emplace(gone.id, gone.replaces.back().id);
  }
  return build(std::move(seen), replaced_, std::move(last_ones));
}

Revisions History::completed_squashes(RevisionSet applied) const {
  Revisions result;
  const auto complete = [&](const Revision& squash) {
    return !squash.replaces.empty() && !applied.contains(squash.id) &&
           std::ranges::all_of(squash.replaces,
                               [&](const Replaced& one) { return applied.contains(one.id); });
  };
  const auto take = [&](const std::vector<Revision>& list) {
    const auto found = std::ranges::find_if(list, complete);
    if (found == list.end()) return false;
    applied.insert(found->id);
    result.push_back(&*found);
    return true;
  };
  while (take(replaced_) || take(revisions_)) {
  }
  return result;
}

}  // namespace syncline
