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

/// For each object the rank of one part of its id among all that occur.
template <typename Part>
std::vector<Row> ranks(const std::vector<Object>& objects, Part part) {
  // Neighbours often share the part (the columns of a table its name): each run is ranked once.
  struct Run {
    std::string_view text;
    Row first, end, rank;
  };
  std::vector<Run> runs;
  for (Row row = 0; row < objects.size(); ++row) {
    const std::string_view text = part(objects[row].id);
    if (runs.empty() || runs.back().text != text) runs.push_back({text, row, row, 0});
    runs.back().end = row + 1;
  }
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.text < b.text; });
  std::vector<Row> result(objects.size());
  Row rank = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (i > 0 && runs[i - 1].text != runs[i].text) ++rank;
    std::fill(result.begin() + runs[i].first, result.begin() + runs[i].end, rank);
  }
  return result;
}

std::string_view part_of(ObjectId id, std::size_t number) {
  return number < id.path().size() ? std::string_view(id.path()[number]) : std::string_view();
}

/// Of two paths that are the same in their first two parts.
bool rest_is_less(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto begin = [](const auto& path) {
    return path.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, path.size()));
  };
  return std::lexicographical_compare(begin(a), a.end(), begin(b), b.end());
}

/// By their rank, and as they were where that is the same. In the time of one look at each.
void order_by(const std::vector<Row>& rank, std::vector<Row>& order) {
  std::vector<Row> next(*std::max_element(rank.begin(), rank.end()) + 2);
  for (const Row one : rank) ++next[one + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<Row> result(order.size());
  for (const Row row : order) result[next[rank[row]]++] = row;
  order = std::move(result);
}

/// By id. Ids are told apart mostly by kind, schema and table.
std::vector<Object> sorted(std::vector<Object> objects) {
  const auto by_id = [](const Object& a, const Object& b) { return a.id < b.id; };
  if (std::is_sorted(objects.begin(), objects.end(), by_id)) return objects;  // one that was kept
  const auto kinds = ranks(objects, [](ObjectId id) { return id.kind(); });
  const auto schemas = ranks(objects, [](ObjectId id) { return part_of(id, 0); });
  const auto names = ranks(objects, [](ObjectId id) { return part_of(id, 1); });
  std::vector<Row> order(objects.size());
  std::iota(order.begin(), order.end(), Row{0});
  for (const auto* rank : {&names, &schemas, &kinds}) order_by(*rank, order);
  for (auto end = order.begin(); end != order.end();) {
    const auto begin = end;
    const auto is_other = [&](Row row) {
      return names[row] != names[*begin] || schemas[row] != schemas[*begin] ||
             kinds[row] != kinds[*begin];
    };
    end = std::find_if(begin, order.end(), is_other);
    std::sort(begin, end, [&](Row a, Row b) {
      return rest_is_less(objects[a].id.path(), objects[b].id.path());
    });
  }
  std::vector<Object> result;
  result.reserve(objects.size());
  for (const Row row : order) result.push_back(std::move(objects[row]));
  return result;
}

}  // namespace

Catalog::Catalog(std::vector<Object> objects, std::vector<Unmanaged> unmanaged)
    : objects_(sorted(std::move(objects))), unmanaged_(std::move(unmanaged)) {
  rows_.reserve(objects_.size());
  for (Row row = 0; row < objects_.size(); ++row) {
    if (!rows_.insert(objects_[row].id, row)) {
      throw std::logic_error("two objects in one catalog are called " + objects_[row].id.text());
    }
  }

  std::vector<std::pair<Row, Row>> children, dependents;
  for (Row row = 0; row < objects_.size(); ++row) {
    Object& object = objects_[row];
    if (const Row parent = rows_.find(object.parent); parent != IdMap::none) {
      children.emplace_back(parent, row);
    }
    std::erase_if(object.depends_on, [&](ObjectId id) {
      const Row on = id == object.id ? IdMap::none : rows_.find(id);
      if (on != IdMap::none) dependents.emplace_back(on, row);
      return on == IdMap::none;
    });
  }
  fill(children_, objects_.size(), children);
  for (std::size_t row = 0; row < objects_.size(); ++row) {
    const auto target = [&](std::size_t at) {
      return children_.targets.begin() + static_cast<std::ptrdiff_t>(children_.starts[at]);
    };
    std::stable_sort(target(row), target(row + 1),
                     [this](Row a, Row b) { return objects_[a].position < objects_[b].position; });
  }
  fill(dependents_, objects_.size(), dependents);
}

const Object* Catalog::find(ObjectId id) const {
  const Row row = rows_.find(id);
  return row == IdMap::none ? nullptr : &objects_[row];
}

const Object& Catalog::at(ObjectId id) const {
  if (const Object* object = find(id)) return *object;
  throw std::logic_error("not in the catalog: " + id.text());
}

std::vector<const Object*> Catalog::follow(const Links& links, ObjectId id) const {
  std::vector<const Object*> found;
  const Row row = rows_.find(id);
  if (row == IdMap::none) return found;
  for (Row at = links.starts[row]; at < links.starts[row + 1]; ++at) {
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
