#include "deploy/touched.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace syncline {

namespace {

class Search {
 public:
  Search(const Catalog& before, const Catalog& after, const std::vector<TableSize>& sizes)
      : before_(before), after_(after) {
    for (const TableSize& one : sizes) names_.insert(one.name);
  }

  void take(const Change& change) {
    for (const auto& [object, catalog] :
         {std::pair{change.before, &before_}, std::pair{change.after, &after_}}) {
      if (!object) continue;
      const ObjectId own = table_of(*object, *catalog);
      if (own) take_whole(own);
      for (const ObjectId needed : object->depends_on) {
        const Object* other = catalog->find(needed);
        const ObjectId table = own && other ? table_of(*other, *catalog) : ObjectId();
        if (table && table != own) found_.try_emplace(table, false);
      }
    }
  }

  const std::map<ObjectId, bool>& found() const { return found_; }

 private:
  /// What holds the object; nothing: no table that the database has.
  ObjectId table_of(const Object& object, const Catalog& catalog) const {
    for (const Object* at = &object; at; at = at->parent ? catalog.find(at->parent) : nullptr) {
      if (is_table(at->id)) return at->id;
    }
    return {};
  }

  bool is_table(ObjectId id) const { return names_.contains(join(id.path(), ".")); }

  void take_whole(ObjectId table) {
    const auto [place, is_new] = found_.try_emplace(table, true);
    if (!is_new && place->second) return;
    place->second = true;
    for (const Object* child : before_.children(table)) {
      if (is_table(child->id)) take_whole(child->id);  // a part of it
    }
  }

  const Catalog &before_, &after_;
  std::set<std::string> names_;
  std::map<ObjectId, bool> found_;  ///< true: it changes itself
};

/// What has an entry of its own in a server's table of locks; columns do not.
bool is_locked(ObjectId id, const Dialect& dialect) {
  const Kind& kind = dialect.kind(id.kind());
  return !(kind.dropped_with_parent && kind.holds_data);
}

}  // namespace

std::uint64_t Touched::bytes() const {
  std::uint64_t sum = 0;
  for (const TableSize& one : sizes) sum += static_cast<std::uint64_t>(one.bytes);
  return sum;
}

Touched touched_tables(const Catalog& before, const Catalog& after,
                       const std::vector<TableSize>& sizes, const Dialect& dialect) {
  Search search(before, after, sizes);
  Touched touched;
  for (const Change& change : compare(before, after)) {
    search.take(change);
    if (!change.before && is_locked(change.id(), dialect)) ++touched.relations;
  }
  std::set<std::string> whole;
  for (const auto& [id, changes] : search.found()) {
    const std::vector<std::string>& path = id.path();
    touched.tables.push_back({path.size() > 1 ? path.front() : "", id.name(), changes});
    if (!changes) continue;
    whole.insert(join(path, "."));
    ++touched.relations;
    for (const Object* child : before.children(id))
      touched.relations += is_locked(child->id, dialect);
  }
  std::ranges::copy_if(sizes, std::back_inserter(touched.sizes),
                       [&](const TableSize& one) { return whole.contains(one.name); });
  return touched;
}

}  // namespace syncline
