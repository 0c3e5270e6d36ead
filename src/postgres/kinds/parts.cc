#include "postgres/kinds/parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/lineage.h"
#include "postgres/kinds/relations.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

constexpr std::size_t longest_name = 63;

ObjectId index_name(const Object& part) {
  return {"index", {part.id.path().front(), part.id.name()}};
}

/// An id for steps that need an index or key, but not yet its partitions' ones.
ObjectId bare(ObjectId whole) { return {"index without partitions", whole.path()}; }

/// The parts of `whole` on the tables directly below for which `counts`.
template <class Predicate>
std::vector<const Object*> parts_of(const Object& whole, const Catalog& catalog,
                                    Predicate&& counts) {
  std::vector<const Object*> parts;
  for (const Object* heir : heirs_of(whole.parent, catalog)) {
    if (!counts(heir->id)) continue;
    for (const Object* part : parts_on(heir->id, catalog)) {
      if (attached_to(*part, catalog) == whole.id) parts.push_back(part);
    }
  }
  return parts;
}

void collect_parts(const Object& whole, const Ends& ends, std::vector<const Object*>& found) {
  const auto stays = [&](ObjectId table) { return stays_attached(table, ends); };
  for (const Object* part : parts_of(whole, ends.to, stays)) {
    found.push_back(part);
    collect_parts(*part, ends, found);
  }
}

/// The name that the server gives an index key such as `"Name" COLLATE x DESC`: that of the column
/// or of the function; "" for other expressions.
std::string key_name(const std::string& key) {
  if (key.starts_with('"')) {
    std::size_t end = 1;
    while (end < key.size() && (key[end] != '"' || key.compare(end, 2, "\"\"") == 0)) {
      end += key[end] == '"' ? 2 : 1;
    }
    return parse_path(key.substr(0, end + 1)).front();
  }
  const std::string name = key.substr(0, key.find_first_of(" ("));
  return name.substr(name.rfind('.') + 1);
}

std::string usual_name(const Object& part) {
  const std::string& type = part.text(attribute::type);
  const std::string& table = part.parent.name();
  if (type == "primary key") return table + "_pkey";
  std::string name = table;
  const bool key = part.id.kind() == "constraint";
  for (const std::string& column : part.list(key ? attribute::columns : attribute::keys)) {
    const std::string plain = key ? column : key_name(column);
    if (plain.empty()) return {};
    name += "_" + plain;
  }
  for (const std::string& column : part.list(attribute::include)) name += "_" + column;
  return name + (key ? "_key" : "_idx");
}

/// Whether a partition's column is as the one above. An identity is never a partition's own.
bool same_column(const Object* own, const Object* above) {
  Attributes expected = above->attributes;
  expected.set(attribute::identity, std::string());
  expected.set(attribute::sequence, std::vector<std::string>());
  return own->id.name() == above->id.name() && own->attributes == expected;
}

}  // namespace

bool stays_attached(ObjectId table, const Ends& ends) {
  const Object* before = ends.from.find(table);
  const Object* after = ends.to.find(table);
  return before && after && !after->text(attribute::partition_of).empty() &&
         before->text(attribute::partition_of) == after->text(attribute::partition_of);
}

ObjectId attached(ObjectId table) { return {"partition", table.path()}; }

ObjectId attached_to(const Object& part, const Catalog& catalog) {
  const std::string& whole = part.text(attribute::partition_of);
  const Object* table = catalog.find(part.parent);
  if (whole.empty() || !table || table->text(attribute::partition_of).empty()) return {};
  const std::vector<std::string> path = parse_path(whole);
  const ObjectId index("index", path);
  if (catalog.has(index)) return index;
  return constraint_id(table_id(parse_path(table->text(attribute::partition_of))), path.back());
}

std::vector<const Object*> parts_on(ObjectId table, const Catalog& catalog) {
  std::vector<const Object*> parts = catalog.children(table);
  std::erase_if(parts, [](const Object* part) {
    return part->text(attribute::partition_of).empty() || part->id.kind() == "table";
  });
  return parts;
}

bool has_usual_name(const Object& part) {
  const std::string name = usual_name(part);
  return part.id.name() == name && name.size() <= longest_name;
}

std::vector<ObjectId> needs_without_whole(const Object& part, const Catalog& catalog) {
  std::vector<ObjectId> needs = part.depends_on;
  std::erase(needs, attached_to(part, catalog));
  needs.push_back(part.parent);
  return needs;
}

Reach reach_of(const Object& whole, const Ends& ends) {
  Reach reach{.only = false, .makes = {whole.id}};
  std::vector<const Object*> parts;
  collect_parts(whole, ends, parts);
  reach.only = !std::all_of(parts.begin(), parts.end(),
                            [](const Object* part) { return has_usual_name(*part); });
  if (reach.only) {
    reach.makes.push_back(bare(whole.id));
  } else {
    for (const Object* part : parts) reach.makes.push_back(part->id);
  }
  return reach;
}

bool made_from_above(const Object& part, const Ends& ends) {
  const Object* whole = ends.to.find(attached_to(part, ends.to));
  if (!whole) return false;
  if (!ends.from.has(part.parent)) return is_plain_partition(ends.to.at(part.parent), ends.to);
  if (!stays_attached(part.parent, ends)) return false;
  return made_from_above(*whole, ends) || !reach_of(*whole, ends).only;
}

bool dropped_from_above(const Object& part, const Ends& ends) {
  return attached_to(part, ends.from) && stays_attached(part.parent, ends);
}

void include_parts(Step& drop, const Object& whole, const Catalog& from) {
  const auto any = [](ObjectId) { return true; };
  const auto parts = parts_of(whole, from, any);
  if (parts.empty() && drop.drops.empty()) return;
  drop.drops.push_back(whole.id);
  drop.frees.push_back(whole.parent);
  drop.frees.insert(drop.frees.end(), whole.depends_on.begin(), whole.depends_on.end());
  for (const Object* part : parts) include_parts(drop, *part, from);
}

Steps attach_part(const Object& part, const Ends& ends) {
  const ObjectId whole = attached_to(part, ends.to);
  if (!whole || !stays_attached(part.parent, ends)) return {};
  // What needs the whole must wait: it is not valid until all its parts are attached.
  return {{.sql = fmt::format("ALTER INDEX {} ATTACH PARTITION {}",
                              qualified(index_name(ends.to.at(whole)).path()),
                              qualified(index_name(part).path())),
           .makes = {whole},
           .needs = {part.id, bare(whole)}}};
}

Alteration alter_part(const Object& before, const Object& after, const Ends& ends) {
  if (!stays_attached(after.parent, ends)) return Alteration::in_place({});  // with its table
  if (!before.text(attribute::partition_of).empty()) return Alteration::replace();
  return Alteration::in_place(attach_part(after, ends));
}

bool is_plain_partition(const Object& table, const Catalog& catalog) {
  const std::string& whole = table.text(attribute::partition_of);
  const Object* above = whole.empty() ? nullptr : catalog.find(table_id(parse_path(whole)));
  if (!above) return false;
  const auto columns = catalog.children(table.id, "column");
  const auto columns_above = catalog.children(above->id, "column");
  const bool same_columns = std::equal(columns.begin(), columns.end(), columns_above.begin(),
                                       columns_above.end(), same_column);
  const auto parts = parts_on(table.id, catalog);
  return same_columns && std::all_of(parts.begin(), parts.end(),
                                     [](const Object* part) { return has_usual_name(*part); });
}

}  // namespace syncline::postgres
