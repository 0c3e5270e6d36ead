#include "sqlite/constraints.h"

#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "sqlite/declare.h"

namespace syncline::sqlite {

namespace {

/// "primary key", "unique (a, b)", "foreign key (a)", "check (price > 0)".
std::string descriptive_name(const DeclaredConstraint& constraint) {
  if (constraint.type == "primary key") return constraint.type;
  if (constraint.type != "check")
    return constraint.type + " (" + join(constraint.terms, ", ") + ")";
  constexpr std::size_t longest = 60;
  const std::string& expression = constraint.expression;
  if (expression.size() <= longest) return "check (" + expression + ")";
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(expression[end]) & 0xC0) == 0x80) --end;
  return "check (" + expression.substr(0, end) + "… " + sha256(expression).substr(0, 8) + ")";
}

/// INTEGER PRIMARY KEY is the rowid, and its values are those of the table, whatever order is asked
/// for.
Object to_object(const DeclaredConstraint& declared, const std::string& table,
                 const std::string& name) {
  Object object;
  object.id = {"constraint", {table, name}};
  object.parent = table_id(table);
  Attributes& attributes = object.attributes;
  attributes.set("type", declared.type);
  attributes.set("named", !declared.name.empty());
  attributes.set("columns", declared.terms);
  attributes.set("expression", declared.expression);
  attributes.set("references", declared.references);
  attributes.set("referenced_columns", declared.referenced);
  attributes.set("on_update", declared.on_update);
  attributes.set("on_delete", declared.on_delete);
  attributes.set("deferred", declared.deferred);
  attributes.set("conflict", declared.conflict);
  attributes.set("autoincrement", declared.autoincrement);
  for (const std::string& column : declared.columns)
    object.depends_on.push_back(column_id(table, column));
  return object;
}

/// Constraints of one name in an order that does not depend on where they were written.
bool stands_before(const DeclaredConstraint& a, const DeclaredConstraint& b) {
  auto key = [](const DeclaredConstraint& c) {
    return std::tie(c.type, c.terms, c.expression, c.references, c.referenced, c.on_update,
                    c.on_delete, c.conflict);
  };
  return key(a) < key(b);
}

}  // namespace

std::vector<Object> constraint_objects(const DeclaredTable& table) {
  struct Row {
    std::string name;
    std::int64_t position;
    const DeclaredConstraint* declared;
  };
  std::vector<Row> rows;
  for (const DeclaredConstraint& one : table.constraints) {
    bool said_before =
        std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return *row.declared == one; });
    if (said_before) continue;
    std::int64_t position = static_cast<std::int64_t>(rows.size());
    rows.push_back({one.name.empty() ? descriptive_name(one) : one.name, position, &one});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return stands_before(*a.declared, *b.declared);
  });
  std::set<std::string> taken;
  std::vector<Object> objects;
  for (const Row& row : rows) {
    std::string name = row.name;
    for (int n = 2; !taken.insert(name).second; ++n)
      name = row.name + " (" + std::to_string(n) + ")";
    objects.push_back(to_object(*row.declared, table.name, name));
    objects.back().position = row.position;
  }
  return objects;
}

}  // namespace syncline::sqlite
