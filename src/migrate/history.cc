#include "migrate/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <queue>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

using Rows = std::unordered_map<std::string, std::size_t>;

std::string file_name(const Revision& revision) { return revision.file.filename().string(); }

std::vector<fs::path> revision_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  if (!fs::exists(folder, problem)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || !name.ends_with(".sql") || entry.is_directory()) continue;
    files.push_back(entry.path());
  }
  if (problem) {
    throw Error(Failure::Input,
                fmt::format("cannot read the folder {}: {}", folder.string(), problem.message()))
        .at({folder.string()});
  }
  std::ranges::sort(files);
  return files;
}

Rows index(const std::vector<Revision>& revisions) {
  Rows rows;
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    const auto [other, is_new] = rows.emplace(revisions[row].id, row);
    if (is_new) continue;
    throw Error(Failure::Input,
                fmt::format("revision {} is in two files: {} and {}", revisions[row].id,
                            file_name(revisions[other->second]), file_name(revisions[row])))
        .at({revisions[row].file.string(), 1})
        .with_hint("give one of them an id of its own, or delete the copy");
  }
  return rows;
}

/// Rows of each revision's parents.
std::vector<std::vector<std::size_t>> find_parents(const std::vector<Revision>& revisions,
                                                   const Rows& rows) {
  std::vector<std::vector<std::size_t>> parents(revisions.size());
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    const Revision& revision = revisions[row];
    for (std::size_t i = 0; i < revision.parents.size(); ++i) {
      const auto found = rows.find(revision.parents[i]);
      if (found != rows.end()) {
        parents[row].push_back(found->second);
        continue;
      }
      std::vector<std::string> ids;
      for (const Revision& other : revisions) {
        if (other.id != revision.id) ids.push_back(other.id);
      }
      const std::string near = nearest(revision.parents[i], ids);
      throw Error(Failure::Input,
                  fmt::format("{}: revision {} names parent {}, which no file here holds",
                              file_name(revision), revision.id, revision.parents[i]))
          .at(revision.parent_places[i])
          .with_hint(near.empty() ? "bring its file back, or name another parent"
                                  : fmt::format("did you mean {}?", near));
    }
  }
  return parents;
}

/// Every revision in `left` has a parent in it, so going from parent to parent must come round.
[[noreturn]] void refuse_cycle(const std::vector<Revision>& revisions,
                               const std::vector<std::vector<std::size_t>>& parents,
                               const std::vector<bool>& placed) {
  std::size_t row = 0;
  while (placed[row]) ++row;
  std::vector<std::size_t> path;
  while (std::ranges::find(path, row) == path.end()) {
    path.push_back(row);
    row = *std::ranges::find_if(parents[row], [&](std::size_t parent) { return !placed[parent]; });
  }
  std::string text;
  for (auto at = std::ranges::find(path, row); at != path.end(); ++at) {
    text += fmt::format("{} ({}) has parent ", revisions[*at].id, file_name(revisions[*at]));
  }
  throw Error(Failure::Input, "revisions form a cycle: " + text + revisions[row].id)
      .at({revisions[row].file.string(), 1})
      .with_hint("correct the parent line of one of them");
}

/// Rows with parents before children, the smaller id first where both may stand.
std::vector<std::size_t> order(const std::vector<Revision>& revisions,
                               const std::vector<std::vector<std::size_t>>& parents) {
  std::vector<std::vector<std::size_t>> children(revisions.size());
  std::vector<std::size_t> waits_for(revisions.size());
  const auto later = [&](std::size_t a, std::size_t b) {
    return revisions[a].id > revisions[b].id;
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    waits_for[row] = parents[row].size();
    for (const std::size_t parent : parents[row]) children[parent].push_back(row);
    if (parents[row].empty()) ready.push(row);
  }
  std::vector<std::size_t> ordered;
  std::vector<bool> placed(revisions.size());
  while (!ready.empty()) {
    const std::size_t row = ready.top();
    ready.pop();
    ordered.push_back(row);
    placed[row] = true;
    for (const std::size_t child : children[row]) {
      if (--waits_for[child] == 0) ready.push(child);
    }
  }
  if (ordered.size() != revisions.size()) refuse_cycle(revisions, parents, placed);
  return ordered;
}

std::string listed(const std::vector<const Revision*>& revisions) {
  std::vector<std::string> lines;
  lines.reserve(revisions.size());
  for (const Revision* revision : revisions) {
    lines.push_back(fmt::format("{} ({})", revision->id, file_name(*revision)));
  }
  return join(lines, ", ");
}

}  // namespace

History History::load(const fs::path& folder, const Syntax& syntax) {
  std::vector<Revision> found;
  for (const fs::path& file : revision_files(folder)) {
    found.push_back(parse_revision(read_file(file), file, syntax));
  }
  const auto parents = find_parents(found, index(found));
  History history;
  for (const std::size_t row : order(found, parents)) {
    history.rows_.emplace(found[row].id, history.revisions_.size());
    history.revisions_.push_back(std::move(found[row]));
  }
  return history;
}

const Revision* History::find(std::string_view id) const {
  const auto found = rows_.find(std::string(id));
  return found == rows_.end() ? nullptr : &revisions_[found->second];
}

const Revision* History::resolve(std::string_view name) const {
  if (name == "base" || name.empty()) return nullptr;
  if (name == "head") return head();
  if (const Revision* exact = find(name)) return exact;
  std::vector<const Revision*> near;
  std::vector<std::string> ids;
  for (const Revision& revision : revisions_) {
    if (revision.id.starts_with(name)) near.push_back(&revision);
    ids.push_back(revision.id);
  }
  if (near.size() == 1) return near.front();
  if (!near.empty()) {
    throw Error(Failure::Input, fmt::format("{} revisions begin with \"{}\"", near.size(), name))
        .with_hint("write more of the id: " + listed(near));
  }
  const std::string meant = nearest(name, ids);
  throw Error(Failure::Input, fmt::format("there is no revision \"{}\"", name))
      .with_hint(!meant.empty()       ? fmt::format("did you mean {}?", meant)
                 : revisions_.empty() ? "there are no revisions yet"
                                      : fmt::format("the newest is {}", revisions_.back().id));
}

std::vector<const Revision*> History::heads() const {
  std::set<std::string> parents;
  for (const Revision& revision : revisions_) {
    parents.insert(revision.parents.begin(), revision.parents.end());
  }
  std::vector<const Revision*> result;
  for (const Revision& revision : revisions_) {
    if (!parents.contains(revision.id)) result.push_back(&revision);
  }
  return result;
}

const Revision* History::head() const {
  const std::vector<const Revision*> all = heads();
  if (all.empty()) return nullptr;
  if (all.size() == 1) return all.front();
  throw Error(Failure::Input, fmt::format("there are {} heads: {}", all.size(), listed(all)))
      .with_hint("name one of them, or join them with a revision that has a parent line for each");
}

std::set<std::string> History::lineage(const Revision& target) const {
  std::set<std::string> result;
  std::vector<const Revision*> open = {&target};
  while (!open.empty()) {
    const Revision* revision = open.back();
    open.pop_back();
    if (!result.insert(revision->id).second) continue;
    for (const std::string& parent : revision->parents) open.push_back(find(parent));
  }
  return result;
}

std::vector<const Revision*> History::to_apply(const std::set<std::string>& applied,
                                               const Revision& target) const {
  const std::set<std::string> wanted = lineage(target);
  std::vector<const Revision*> result;
  for (const Revision& revision : revisions_) {
    if (wanted.contains(revision.id) && !applied.contains(revision.id)) result.push_back(&revision);
  }
  return result;
}

std::vector<const Revision*> History::to_revert(const std::set<std::string>& applied,
                                                const Revision* target) const {
  const std::set<std::string> kept = target ? lineage(*target) : std::set<std::string>();
  for (const std::string& id : applied) {
    if (find(id)) continue;
    throw Error(
        Failure::Input,
        fmt::format("revision {} is applied to the database, but no file here holds it", id))
        .with_hint("bring its file back: only the file says how it is taken back");
  }
  std::vector<const Revision*> result;
  for (auto revision = revisions_.rbegin(); revision != revisions_.rend(); ++revision) {
    if (applied.contains(revision->id) && !kept.contains(revision->id))
      result.push_back(&*revision);
  }
  return result;
}

std::string History::chain_checksum(const Revision& target) const {
  const std::set<std::string> members = lineage(target);
  Hash hash;
  for (const Revision& revision : revisions_) {
    if (!members.contains(revision.id)) continue;
    hash.add_field(revision.id).add_field(join(revision.parents, " ")).add_field(revision.checksum);
  }
  return hash.hex();
}

}  // namespace syncline
