#include "postgres/kinds/lineage.h"

#include <algorithm>

#include "postgres/kinds/relations.h"

namespace syncline::postgres {

namespace {

const Value* value_of(const Object* object, Symbol name) {
  return object ? object->attributes.find(name) : nullptr;
}

bool same_value(const Object* a, const Object* b, Symbol name) {
  const Value* left = value_of(a, name);
  const Value* right = value_of(b, name);
  return left && right ? *left == *right : left == right;
}

std::vector<ObjectId> staying_parents(ObjectId table, const Ends& ends) {
  const Object* before = ends.from.find(table);
  const Object* after = ends.to.find(table);
  if (!before || !after) return {};
  const std::vector<ObjectId> old_parents = parents_of(*before);
  std::vector<ObjectId> both = parents_of(*after);
  std::erase_if(both, [&](ObjectId parent) {
    return std::find(old_parents.begin(), old_parents.end(), parent) == old_parents.end();
  });
  return both;
}

}  // namespace

std::vector<ObjectId> parents_of(const Object& table) {
  std::vector<ObjectId> parents;
  const std::string& whole = table.text(attribute::partition_of);
  if (!whole.empty()) parents.push_back(table_id(parse_path(whole)));
  for (const std::string& parent : table.list(attribute::inherits)) {
    parents.push_back(table_id(parse_path(parent)));
  }
  return parents;
}

std::vector<const Object*> heirs_of(ObjectId table, const Catalog& catalog) {
  std::vector<const Object*> heirs = catalog.dependents(table);
  std::erase_if(heirs, [&](const Object* heir) {
    if (heir->id.kind() != "table") return true;
    const std::vector<ObjectId> parents = parents_of(*heir);
    return std::find(parents.begin(), parents.end(), table) == parents.end();
  });
  return heirs;
}

bool stays_below(ObjectId table, ObjectId above, const Ends& ends) {
  const std::vector<ObjectId> parents = staying_parents(table, ends);
  return std::find(parents.begin(), parents.end(), above) != parents.end();
}

const Object* column_above(const Object& column, const Catalog& catalog, const Ends& ends) {
  for (ObjectId parent : staying_parents(column.parent, ends)) {
    const Object* above = catalog.find(column_id(parent, column.id.name()));
    if (above) return above;
  }
  return nullptr;
}

bool comes_from_above(const Object& column, const Catalog& catalog, const Ends& ends) {
  return column_above(column, catalog, ends) != nullptr;
}

std::vector<const Object*> columns_below(ObjectId column, const Catalog& catalog,
                                         const Ends& ends) {
  std::vector<const Object*> found;
  const ObjectId table = table_id(column.path());
  for (const Object* heir : heirs_of(table, ends.to)) {
    if (!stays_below(heir->id, table, ends)) continue;
    const Object* namesake = catalog.find(column_id(heir->id, column.name()));
    if (!namesake) continue;
    found.push_back(namesake);
    const auto deeper = columns_below(namesake->id, catalog, ends);
    found.insert(found.end(), deeper.begin(), deeper.end());
  }
  return found;
}

bool same_below(const Object& column, Symbol name, const Ends& ends) {
  const auto below = columns_below(column.id, ends.to, ends);
  return std::all_of(below.begin(), below.end(),
                     [&](const Object* namesake) { return same_value(namesake, &column, name); });
}

bool changed_from_above(const Object& column, Symbol name, const Ends& ends) {
  for (ObjectId parent : staying_parents(column.parent, ends)) {
    const ObjectId above = column_id(parent, column.id.name());
    const Object* before = ends.from.find(above);
    const Object* after = ends.to.find(above);
    if (before && after && !same_value(before, after, name) && same_below(*after, name, ends)) {
      return true;
    }
  }
  return false;
}

std::vector<const Object*> checks_above(const Object& table, const Catalog& catalog) {
  std::vector<const Object*> checks;
  for (ObjectId parent : parents_of(table)) {
    for (const Object* constraint : catalog.children(parent, "constraint")) {
      if (constraint->text(attribute::type) == "check" && !constraint->flag("no_inherit")) {
        checks.push_back(constraint);
      }
    }
    if (const Object* above = catalog.find(parent)) {
      const auto higher = checks_above(*above, catalog);
      checks.insert(checks.end(), higher.begin(), higher.end());
    }
  }
  return checks;
}

}  // namespace syncline::postgres
