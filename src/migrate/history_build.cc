// From files to a graph, and what is wrong with it.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <queue>

#include "base/files.h"
#include "base/text.h"
#include "migrate/history.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

using Rows = std::unordered_map<std::string, std::size_t>;

/// Where squash puts the files of what it replaced.
constexpr std::string_view replaced_folder = "replaced";

std::string file_name(const Revision& revision) { return revision.file.filename().string(); }

std::vector<fs::path> revision_files(const fs::path& folder, const fs::path& passed_over) {
  std::vector<fs::path> files;
  std::error_code problem;
  if (!fs::exists(folder, problem)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(".") || !name.ends_with(".sql") || entry.is_directory()) continue;
    if (entry.path() != passed_over) files.push_back(entry.path());
  }
  if (problem) {
    throw Error(Failure::Input,
                fmt::format("cannot read the folder {}: {}", folder.string(), problem.message()))
        .at({folder.string()});
  }
  std::ranges::sort(files);
  return files;
}

std::vector<Revision> parsed(const fs::path& folder, const Syntax& syntax,
                             const fs::path& passed_over = {}) {
  std::vector<Revision> found;
  for (const fs::path& file : revision_files(folder, passed_over)) {
    found.push_back(parse_revision(read_file(file), file, syntax));
  }
  return found;
}

/// A name that the files give to one revision, and may give to no other.
void claim(Rows& rows, const std::string& name, std::size_t row, const Place& place,
           std::string_view sort, const std::vector<Revision>& revisions) {
  const auto [other, is_new] = rows.emplace(name, row);
  if (is_new) return;
  if (sort == "label" && revisions[other->second].id == name) {
    throw Error(Failure::Input, fmt::format("label {0} is the id of revision {0}", name)).at(place);
  }
  const std::string first = file_name(revisions[other->second]), second = file_name(revisions[row]);
  throw Error(Failure::Input, fmt::format("{} {} is in two files: {} and {}", sort, name,
                                          std::min(first, second), std::max(first, second)))
      .at(place)
      .with_hint(fmt::format("give one of them {} of its own, or delete the copy",
                             sort == "label" ? "a label" : "an id"));
}

/// Rows of ids and labels: they share one space of names, since a target may be either.
Rows index(const std::vector<Revision>& revisions) {
  Rows rows;
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    claim(rows, revisions[row].id, row, {revisions[row].file.string(), 1}, "revision", revisions);
  }
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    for (const Named& label : revisions[row].labels) {
      claim(rows, label.id, row, label.place, "label", revisions);
    }
  }
  return rows;
}

[[noreturn]] void refuse_missing(const Revision& revision, std::string_view verb,
                                 const std::string& name, const Place& place,
                                 const std::vector<Revision>& revisions) {
  std::vector<std::string> ids;
  for (const Revision& other : revisions) {
    if (other.id != revision.id) ids.push_back(other.id);
  }
  const std::string near = nearest(name, ids);
  throw Error(Failure::Input, fmt::format("{}: revision {} {} {}, which no file here holds",
                                          file_name(revision), revision.id, verb, name))
      .at(place)
      .with_hint(near.empty() ? "bring its file back, or name another one"
                              : fmt::format("did you mean {}?", near));
}

/// What each revision waits for.
struct Edges {
  std::vector<std::vector<std::size_t>> parents, depends;  ///< rows

  std::vector<std::size_t> all(std::size_t row) const {
    std::vector<std::size_t> result = parents[row];
    for (const std::size_t other : depends[row]) {
      if (std::ranges::find(result, other) == result.end()) result.push_back(other);
    }
    return result;
  }
};

/// Finds what parents and dependencies mean, and writes the ids that are meant in their place.
Edges link(std::vector<Revision>& revisions, const Rows& rows,
           const std::unordered_map<std::string, std::string>& stand_ins) {
  Edges edges;
  edges.parents.resize(revisions.size());
  edges.depends.resize(revisions.size());
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    Revision& revision = revisions[row];
    const auto find = [&](std::string name, const Place& place, std::string_view verb) {
      const std::string written = name;
      while (!rows.contains(name)) {
        const auto meant = stand_ins.find(name);
        if (meant == stand_ins.end()) refuse_missing(revision, verb, written, place, revisions);
        name = meant->second;
      }
      return rows.at(name);
    };
    std::vector<std::string> parents;
    std::vector<Place> places;
    for (std::size_t i = 0; i < revision.parents.size(); ++i) {
      const std::size_t parent =
          find(revision.parents[i], revision.parent_places[i], "names parent");
      if (std::ranges::find(edges.parents[row], parent) != edges.parents[row].end()) continue;
      edges.parents[row].push_back(parent);
      parents.push_back(revisions[parent].id);
      places.push_back(revision.parent_places[i]);
    }
    revision.parents = std::move(parents);
    revision.parent_places = std::move(places);
    for (Named& one : revision.depends) {
      edges.depends[row].push_back(find(one.id, one.place, "depends on"));
      one.id = revisions[edges.depends[row].back()].id;
    }
  }
  return edges;
}

/// Every revision that is not placed waits for another such one, so going on must come round.
[[noreturn]] void refuse_cycle(const std::vector<Revision>& revisions, const Edges& edges,
                               const std::vector<bool>& placed) {
  const auto open = [&](std::size_t row) { return !placed[row]; };
  const auto next = [&](std::size_t row) {
    const std::vector<std::size_t> waits_for = edges.all(row);
    return *std::ranges::find_if(waits_for, open);
  };
  std::size_t row = 0;
  while (placed[row]) ++row;
  std::vector<std::size_t> path;
  for (; std::ranges::find(path, row) == path.end(); row = next(row)) path.push_back(row);
  std::string text;
  bool by_parents = true;
  for (auto at = std::ranges::find(path, row); at != path.end(); ++at) {
    const bool parent =
        std::ranges::find(edges.parents[*at], next(*at)) != edges.parents[*at].end();
    by_parents = by_parents && parent;
    text += fmt::format("{} ({}) {} ", revisions[*at].id, file_name(revisions[*at]),
                        parent ? "has parent" : "depends on");
  }
  throw Error(Failure::Input, "revisions form a cycle: " + text + revisions[row].id)
      .at({revisions[row].file.string(), 1})
      .with_hint(by_parents ? "correct the parent line of one of them"
                            : "correct the parent or depends line of one of them");
}

/// Rows with what is waited for first, the smaller id first where both may stand.
std::vector<std::size_t> order(const std::vector<Revision>& revisions, const Edges& edges) {
  std::vector<std::vector<std::size_t>> waiting(revisions.size());
  std::vector<std::size_t> waits_for(revisions.size());
  const auto later = [&](std::size_t a, std::size_t b) {
    return revisions[a].id > revisions[b].id;
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> ready(later);
  for (std::size_t row = 0; row < revisions.size(); ++row) {
    const std::vector<std::size_t> before = edges.all(row);
    waits_for[row] = before.size();
    for (const std::size_t other : before) waiting[other].push_back(row);
    if (before.empty()) ready.push(row);
  }
  std::vector<std::size_t> ordered;
  std::vector<bool> placed(revisions.size());
  while (!ready.empty()) {
    const std::size_t row = ready.top();
    ready.pop();
    ordered.push_back(row);
    placed[row] = true;
    for (const std::size_t other : waiting[row]) {
      if (--waits_for[other] == 0) ready.push(other);
    }
  }
  if (ordered.size() != revisions.size()) refuse_cycle(revisions, edges, placed);
  return ordered;
}

/// What was replaced must be as it was; a file of it that is still in the folder would run twice.
void check_replaced(const std::vector<Revision>& revisions, const std::vector<Revision>& replaced,
                    const Rows& rows) {
  for (const auto* list : {&revisions, &replaced}) {
    for (const Revision& squash : *list) {
      for (const Replaced& one : squash.replaces) {
        if (rows.contains(one.id) && list == &revisions) {
          throw Error(
              Failure::Input,
              fmt::format("revision {} is replaced by {}, and is still here", one.id, squash.id))
              .at({revisions[rows.at(one.id)].file.string(), 1})
              .with_hint("move its file into the folder replaced");
        }
        const auto file = std::ranges::find(replaced, one.id, &Revision::id);
        if (file == replaced.end() || file->checksum == one.checksum) continue;
        throw Error(Failure::Input,
                    fmt::format("revision {} was edited after {} replaced it", one.id, squash.id))
            .at({file->file.string(), 1})
            .with_hint("put the file back as it was: databases in the middle of the chain run it");
      }
    }
  }
}

}  // namespace

History History::load(const fs::path& folder, const Syntax& syntax, const fs::path& passed_over) {
  std::vector<Revision> found = parsed(folder, syntax, passed_over);
  std::vector<Revision> replaced;
  if (std::ranges::any_of(found, [](const Revision& one) { return !one.replaces.empty(); })) {
    replaced = parsed(folder / replaced_folder, syntax);
  }
  return of(std::move(found), std::move(replaced));
}

History History::of(std::vector<Revision> revisions, std::vector<Revision> replaced) {
  return build(std::move(revisions), std::move(replaced), {});
}

/// `stand_ins`: names of revisions that are not here, and which one is meant instead.
History History::build(std::vector<Revision> found, std::vector<Revision> replaced,
                       Names stand_ins) {
  const Rows rows = index(found);
  check_replaced(found, replaced, rows);
  History history;
  for (const auto* list : {&found, &replaced}) {
    for (const Revision& squash : *list) {
      for (const Replaced& one : squash.replaces) history.squashes_.emplace(one.id, squash.id);
    }
  }
  stand_ins.insert(history.squashes_.begin(), history.squashes_.end());
  const Edges edges = link(found, rows, stand_ins);
  for (const std::size_t row : order(found, edges)) {
    const std::size_t place = history.revisions_.size();
    history.rows_.emplace(found[row].id, place);
    for (const Named& label : found[row].labels) history.rows_.emplace(label.id, place);
    history.revisions_.push_back(std::move(found[row]));
  }
  history.replaced_ = std::move(replaced);
  return history;
}

}  // namespace syncline
