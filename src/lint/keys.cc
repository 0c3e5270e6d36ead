#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "lint/rules.h"

namespace syncline::lint {

namespace {

using Columns = std::vector<std::string>;

/// Something that finds rows by columns: an index, or the one behind a key.
struct Finder {
  const Object* object;
  Columns columns;
  bool plain;  ///< of whole rows in the usual order: no predicate, no other method
  bool unique;
};

const Columns& columns_of(const Object& object) {
  const Columns& keys = object.list("keys");
  return keys.empty() ? object.list("columns") : keys;
}

bool is_key(const Object& constraint) {
  const std::string& type = constraint.text("type");
  return type == "primary key" || type == "unique";
}

/// By the table that they stand on, as its ObjectId says it without the kind.
std::map<std::string, std::vector<Finder>> finders(const Catalog& catalog) {
  std::map<std::string, std::vector<Finder>> result;
  for (const Object& object : catalog.objects()) {
    if (object.id.kind() == "index") {
      const bool whole = object.text("where").empty() && object.text("condition").empty();
      const std::string& method = object.text("method");
      const bool usual = method.empty() || method == "btree";
      result[join(object.parent.path(), ".")].push_back(
          {&object, columns_of(object), whole && usual, object.flag("unique")});
    } else if (object.id.kind() == "constraint" && is_key(object)) {
      result[join(object.parent.path(), ".")].push_back({&object, columns_of(object), true, true});
    }
  }
  return result;
}

bool begins_with(const Columns& columns, const Columns& wanted) {
  if (columns.size() < wanted.size()) return false;
  // In any order among themselves.
  return std::is_permutation(wanted.begin(), wanted.end(), columns.begin());
}

bool starts_in_order(const Columns& columns, const Columns& wanted) {
  return columns.size() > wanted.size() &&
         std::equal(wanted.begin(), wanted.end(), columns.begin());
}

/// Nothing but its name and its parent tells it from the other.
bool same(const Object& a, const Object& b) { return a.attributes == b.attributes; }

}  // namespace

void no_primary_key(const Look& look) {
  for (const Object& table : look.catalog.objects()) {
    if (table.id.kind() != "table") continue;
    const auto parts = look.catalog.children(table.id, "constraint");
    const bool has = std::ranges::any_of(
        parts, [](const Object* one) { return one->text("type") == "primary key"; });
    if (!has) look.found(table, "it has no primary key");
  }
}

void foreign_key_without_index(const Look& look) {
  const auto all = finders(look.catalog);
  for (const Object& object : look.catalog.objects()) {
    if (object.id.kind() != "constraint" || object.text("type") != "foreign key") continue;
    const Columns& wanted = object.list("columns");
    const auto on_table = all.find(join(object.parent.path(), "."));
    const bool found =
        on_table != all.end() && std::ranges::any_of(on_table->second, [&](const Finder& one) {
          return one.plain && begins_with(one.columns, wanted);
        });
    if (!found) look.found(object, fmt::format("no index begins with {}", join(wanted, ", ")));
  }
}

void duplicate_index(const Look& look) {
  for (const auto& [table, on_table] : finders(look.catalog)) {
    for (std::size_t i = 0; i < on_table.size(); ++i) {
      const Finder& one = on_table[i];
      if (one.object->id.kind() != "index") continue;
      for (std::size_t j = 0; j < on_table.size(); ++j) {
        const Finder& other = on_table[j];
        const bool index = other.object->id.kind() == "index";
        // Of two indexes the later one is named; beside a key, the index.
        const bool twice = index ? j < i && same(*one.object, *other.object)
                                 : one.plain && one.columns == other.columns &&
                                       one.object->list("include").empty();
        if (!twice) continue;
        look.found(*one.object, fmt::format("it is the same as {}", other.object->id.text()));
        break;
      }
    }
  }
}

void covered_index(const Look& look) {
  for (const auto& [table, on_table] : finders(look.catalog)) {
    for (const Finder& one : on_table) {
      if (one.object->id.kind() != "index" || one.unique || !one.plain) continue;
      const auto longer = std::ranges::find_if(on_table, [&](const Finder& other) {
        return other.plain && starts_in_order(other.columns, one.columns);
      });
      if (longer == on_table.end() || !one.object->list("include").empty()) continue;
      look.found(*one.object,
                 fmt::format("{} begins with the same columns", longer->object->id.text()));
    }
  }
}

}  // namespace syncline::lint
