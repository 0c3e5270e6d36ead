#include "migrate/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"

namespace syncline {

std::vector<std::string> ids_of(const Revisions& revisions) {
  std::vector<std::string> ids;
  for (const Revision* one : revisions) ids.push_back(one->id);
  return ids;
}

std::string named(const Revisions& revisions) {
  return revisions.empty() ? "base" : join(ids_of(revisions), ", ");
}

std::string listed(const Revisions& revisions) {
  std::vector<std::string> lines;
  lines.reserve(revisions.size());
  for (const Revision* revision : revisions) {
    lines.push_back(fmt::format("{} ({})", revision->id, revision->file.filename().string()));
  }
  return join(lines, ", ");
}

const Revision* History::find(std::string_view id) const {
  const auto found = rows_.find(std::string(id));
  if (found == rows_.end() || revisions_[found->second].id != id) return nullptr;
  return &revisions_[found->second];
}

const Revision* History::labelled(std::string_view label) const {
  const auto found = rows_.find(std::string(label));
  if (found == rows_.end() || revisions_[found->second].id == label) return nullptr;
  return &revisions_[found->second];
}

const Revision* History::resolve(std::string_view name) const {
  if (name == "base" || name.empty()) return nullptr;
  if (name == "head") return head();
  if (const Revision* exact = find(name)) return exact;
  if (const Revision* first = labelled(name)) return first;
  if (const Revision* squash = squash_of(name)) {
    throw Error(Failure::Input, fmt::format("revision {} was replaced by {}", name, squash->id))
        .with_hint(fmt::format("name {}", squash->id));
  }
  Revisions near;
  std::vector<std::string> names;
  for (const Revision& revision : revisions_) {
    if (revision.id.starts_with(name)) near.push_back(&revision);
    names.push_back(revision.id);
    for (const Named& label : revision.labels) names.push_back(label.id);
  }
  if (near.size() == 1) return near.front();
  if (!near.empty()) {
    throw Error(Failure::Input, fmt::format("{} revisions begin with \"{}\"", near.size(), name))
        .with_hint("write more of the id: " + listed(near));
  }
  const std::string meant = nearest(name, names);
  throw Error(Failure::Input, fmt::format("there is no revision \"{}\"", name))
      .with_hint(!meant.empty()       ? fmt::format("did you mean {}?", meant)
                 : revisions_.empty() ? "there are no revisions yet"
                                      : fmt::format("the newest is {}", revisions_.back().id));
}

Revisions History::heads() const {
  RevisionSet parents;
  for (const Revision& one : revisions_) parents.insert(one.parents.begin(), one.parents.end());
  Revisions result;
  for (const Revision& one : revisions_) {
    if (!parents.contains(one.id)) result.push_back(&one);
  }
  return result;
}

const Revision* History::head() const {
  const Revisions all = heads();
  if (all.empty()) return nullptr;
  if (all.size() == 1) return all.front();
  std::string ids;
  for (const Revision* one : all) ids += one->id + " ";
  throw Error(Failure::Input, fmt::format("there are {} heads: {}", all.size(), listed(all)))
      .with_hint(fmt::format("join them: syncline merge {}-m \"…\"; to go to all of them: syncline "
                             "upgrade heads",
                             ids));
}

Revisions History::tips(const RevisionSet& revisions, bool needed) const {
  RevisionSet below;
  Revisions result;
  for (auto one = revisions_.rbegin(); one != revisions_.rend(); ++one) {
    const bool member = revisions.contains(one->id);
    const bool covered = below.contains(one->id);
    if (member && !covered) result.push_back(&*one);
    if (!member && !covered) continue;
    below.insert(one->parents.begin(), one->parents.end());
    if (!needed) continue;
    for (const Named& other : one->depends) below.insert(other.id);
  }
  std::ranges::reverse(result);
  return result;
}

Revisions History::children(const Revision& parent) const {
  Revisions result;
  for (const Revision& one : revisions_) {
    if (std::ranges::find(one.parents, parent.id) != one.parents.end()) result.push_back(&one);
  }
  return result;
}

RevisionSet History::lineage(const Revision& target) const { return lineage(Revisions{&target}); }

RevisionSet History::lineage(const Revisions& targets) const {
  RevisionSet result;
  Revisions open = targets;
  while (!open.empty()) {
    const Revision* revision = open.back();
    open.pop_back();
    if (!result.insert(revision->id).second) continue;
    for (const std::string& parent : revision->parents) open.push_back(find(parent));
    for (const Named& other : revision->depends) open.push_back(find(other.id));
  }
  return result;
}

RevisionSet History::descendants(const Revision& root) const {
  RevisionSet result{root.id};
  for (const Revision& one : revisions_) {  // parents come first, so one pass finds all
    if (std::ranges::any_of(one.parents, [&](const auto& id) { return result.contains(id); })) {
      result.insert(one.id);
    }
  }
  return result;
}

Revisions History::in_order(const RevisionSet& revisions) const {
  Revisions result;
  for (const Revision& one : revisions_) {
    if (revisions.contains(one.id)) result.push_back(&one);
  }
  return result;
}

Revisions History::to_apply(const RevisionSet& applied, const Revision& target) const {
  return to_apply(applied, Revisions{&target});
}

Revisions History::to_apply(const RevisionSet& applied, const Revisions& targets) const {
  Revisions result = in_order(lineage(targets));
  std::erase_if(result, [&](const Revision* one) { return applied.contains(one->id); });
  return result;
}

Revisions History::to_revert(const RevisionSet& applied, const Revision* target) const {
  if (!target) return to_revert(applied, applied);
  RevisionSet roots;
  for (const Revision* child : children(*target)) roots.insert(child->id);
  return to_revert(applied, roots);
}

Revisions History::to_revert(const RevisionSet& applied, const RevisionSet& roots) const {
  for (const std::string& id : applied) {
    if (find(id)) continue;
    throw Error(
        Failure::Input,
        fmt::format("revision {} is applied to the database, but no file here holds it", id))
        .with_hint("bring its file back: only the file says how it is taken back");
  }
  RevisionSet doomed = roots;
  Revisions result;
  for (const Revision& one : revisions_) {
    const auto gone = [&](const auto& id) { return doomed.contains(id); };
    if (std::ranges::any_of(one.parents, gone) ||
        std::ranges::any_of(one.depends, gone, &Named::id)) {
      doomed.insert(one.id);
    }
    if (doomed.contains(one.id) && applied.contains(one.id)) result.push_back(&one);
  }
  std::ranges::reverse(result);
  return result;
}

std::string History::chain_checksum(const Revision& target) const {
  Hash hash;
  for (const Revision* one : in_order(lineage(target))) {
    hash.add_field(one->id).add_field(join(one->parents, " ")).add_field(one->checksum);
  }
  return hash.hex();
}

}  // namespace syncline
