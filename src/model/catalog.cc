#include "model/catalog.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace syncline {

namespace {

using Row = std::uint32_t;

/// Counting sort of (row, target) pairs into compressed rows.
template <typename Links>
void fill(Links& links, std::size_t rows, const std::vector<std::pair<Row, Row>>& pairs) {
  links.starts.assign(rows + 1, 0);
  for (auto [row, target] : pairs) ++links.starts[row + 1];
  std::partial_sum(links.starts.begin(), links.starts.end(), links.starts.begin());
  links.targets.resize(pairs.size());
  std::vector<Row> next(links.starts.begin(), links.starts.end() - 1);
  for (auto [row, target] : pairs) links.targets[next[row]++] = target;
}

}  // namespace

Catalog::Catalog(std::vector<Object> objects, std::vector<Unmanaged> unmanaged)
    : objects_(std::move(objects)), unmanaged_(std::move(unmanaged)) {
  std::sort(objects_.begin(), objects_.end(),
            [](const Object& a, const Object& b) { return a.id < b.id; });
  rows_.reserve(objects_.size());
  for (Row row = 0; row < objects_.size(); ++row) {
    if (!rows_.emplace(objects_[row].id, row).second) {
      throw std::logic_error("two objects in one catalog are called " + objects_[row].id.text());
    }
  }

  std::vector<std::pair<Row, Row>> children, dependents;
  for (Row row = 0; row < objects_.size(); ++row) {
    Object& object = objects_[row];
    std::erase_if(object.depends_on,
                  [&](ObjectId id) { return id == object.id || !rows_.count(id); });
    if (auto parent = rows_.find(object.parent); parent != rows_.end()) {
      children.emplace_back(parent->second, row);
    }
    for (ObjectId id : object.depends_on) dependents.emplace_back(rows_.at(id), row);
  }
  std::stable_sort(children.begin(), children.end(), [this](auto a, auto b) {
    return objects_[a.second].position < objects_[b.second].position;
  });
  fill(children_, objects_.size(), children);
  fill(dependents_, objects_.size(), dependents);
}

const Object* Catalog::find(ObjectId id) const {
  auto row = rows_.find(id);
  return row == rows_.end() ? nullptr : &objects_[row->second];
}

const Object& Catalog::at(ObjectId id) const {
  if (const Object* object = find(id)) return *object;
  throw std::logic_error("not in the catalog: " + id.text());
}

std::vector<const Object*> Catalog::follow(const Links& links, ObjectId id) const {
  std::vector<const Object*> found;
  auto row = rows_.find(id);
  if (row == rows_.end()) return found;
  for (Row at = links.starts[row->second]; at < links.starts[row->second + 1]; ++at) {
    found.push_back(&objects_[links.targets[at]]);
  }
  return found;
}

std::vector<const Object*> Catalog::children(ObjectId parent) const {
  return follow(children_, parent);
}

std::vector<const Object*> Catalog::children(ObjectId parent, std::string_view kind) const {
  std::vector<const Object*> found = follow(children_, parent);
  std::erase_if(found, [&](const Object* child) { return child->id.kind() != kind; });
  return found;
}

std::vector<const Object*> Catalog::dependents(ObjectId id) const {
  return follow(dependents_, id);
}

}  // namespace syncline
