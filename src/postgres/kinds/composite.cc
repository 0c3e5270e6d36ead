// Composite types. Attributes are added, dropped and altered in place as far as the server can:
// not when one changes its type under a table's column, and never to another order.
//
// Source: PostgreSQL manual, ALTER TYPE.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/types.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

using Texts = std::vector<std::string>;  // "name type", "name type COLLATE collation"

Texts names_of(const Object& object) {
  Texts names;
  for (const std::string& attribute : object.list("attributes"))
    names.push_back(leading_name(attribute));
  return names;
}

bool contains(const Texts& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

std::string create_statement(const Object& object) {
  const Texts& attributes = object.list("attributes");
  if (attributes.empty()) return "CREATE TYPE " + qualified(object.id.path()) + " AS ()";
  return fmt::format("CREATE TYPE {} AS (\n    {}\n)", qualified(object.id.path()),
                     join(attributes, ",\n    "));
}

Drafted create(const Object& object, const Ends&) {
  return Drafted::in_place(one_step(create_statement(object)));
}

Drafted drop(const Object& object, const Ends& ends) {
  return Drafted::in_place(
      one_step("DROP TYPE " + qualified(object.id.path()), drop_hazards(object, ends)));
}

/// A row of the new type from the attributes that the old one has as well. What is NULL as a whole
/// stays so. Arrays go by way of text, which the server refuses when the number of attributes
/// differs.
std::string convert_row(const std::string& column, bool array, const Object& before,
                        const Object& after) {
  if (array) return convert_by_text(column, array, before, after);
  const Texts old_names = names_of(before);
  Texts fields;
  for (const std::string& name : names_of(after)) {
    fields.push_back(contains(old_names, name) ? fmt::format("({}).{}", column, name) : "NULL");
  }
  return fmt::format("CASE WHEN {} IS DISTINCT FROM NULL THEN ROW({})::{} END", column,
                     join(fields, ", "), qualified(after.id.path()));
}

/// Whether dropping and adding leads to the wanted order: what stays first, what is new last.
bool order_fits(const Texts& old_names, const Texts& new_names) {
  Texts reached;
  for (const std::string& name : old_names) {
    if (contains(new_names, name)) reached.push_back(name);
  }
  for (const std::string& name : new_names) {
    if (!contains(old_names, name)) reached.push_back(name);
  }
  return reached == new_names;
}

struct Actions {
  Texts drops, alters, adds;
};

Actions actions_between(const Object& before, const Object& after) {
  const Texts old_names = names_of(before), new_names = names_of(after);
  Actions actions;
  for (const std::string& name : old_names) {
    if (!contains(new_names, name)) actions.drops.push_back("DROP ATTRIBUTE " + name);
  }
  for (const std::string& attribute : after.list("attributes")) {
    const std::string name = leading_name(attribute);
    if (!contains(old_names, name)) {
      actions.adds.push_back("ADD ATTRIBUTE " + attribute);
    } else if (!contains(before.list("attributes"), attribute)) {
      actions.alters.push_back(
          fmt::format("ALTER ATTRIBUTE {} TYPE{}", name, attribute.substr(name.size())));
    }
  }
  return actions;
}

Alteration alter_attributes(const Object& before, const Object& after, const Ends& ends) {
  const Actions actions = actions_between(before, after);
  const bool stored = in_columns(before, ends.from);
  if (!order_fits(names_of(before), names_of(after)) || (stored && !actions.alters.empty())) {
    if (!stored) return Alteration::replace();
    return rebuild_type(before, after, ends, create_statement(after), convert_row);
  }
  Texts all = actions.drops;
  all.insert(all.end(), actions.alters.begin(), actions.alters.end());
  all.insert(all.end(), actions.adds.begin(), actions.adds.end());
  std::vector<Hazard> hazards;
  if (stored && !actions.drops.empty()) {
    hazards = {{Danger::DataLoss, after.id,
                "columns of " + after.id.text() + " lose the values of dropped attributes"}};
  }
  const bool only_adds = actions.drops.empty() && actions.alters.empty();
  return Alteration::in_place(
      one_step(
          fmt::format("ALTER TYPE {}\n    {}", qualified(after.id.path()), join(all, ",\n    ")),
          std::move(hazards)),
      only_adds ? Dependents::Stay : Dependents::All);
}

constexpr AttributeRule rules[] = {{"attributes", alter_attributes}};

}  // namespace

const Kind composite_kind{
    .name = "composite type", .create = create, .drop = drop, .attributes = rules};

}  // namespace syncline::postgres
