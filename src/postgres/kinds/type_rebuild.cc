#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/lineage.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/types.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

constexpr std::string_view array_mark = "[]";

bool holds_array(const Object& column) {
  return column.text(attribute::type).ends_with(array_mark);
}

/// Whether a column's type is this one, or an array of it.
bool has_type(const Object& column, ObjectId type) {
  std::string_view text = column.text(attribute::type);
  if (text.ends_with(array_mark)) text.remove_suffix(array_mark.size());
  return column.id.kind() == "column" && parse_path(text) == type.path();
}

/// Columns to convert: those that have the type at both ends. A partition's columns are converted
/// with those of the table above.
std::vector<const Object*> lasting_columns(const Object& type, const Ends& ends) {
  std::vector<const Object*> columns;
  for (const Object* column : ends.from.dependents(type.id)) {
    const Object* after = ends.to.find(column->id);
    if (after && has_type(*column, type.id) && has_type(*after, type.id)) columns.push_back(column);
  }
  return columns;
}

/// "public.mood" while the new one is made: a name that nothing else has.
std::string aside_name(const Object& type, const Ends& ends) {
  std::string name = type.id.name() + "_old";
  const auto taken = [&](const Catalog& catalog) {
    for (std::string_view kind :
         {"enum", "domain", "composite type", "table", "view", "sequence", "materialized view"}) {
      if (catalog.has(ObjectId(kind, {type.id.path()[0], name}))) return true;
    }
    return false;
  };
  while (taken(ends.from) || taken(ends.to)) name += "_";
  return name;
}

/// The actions of ALTER TABLE that convert one column. A default that changes anyway is left to the
/// column's own alteration.
std::string conversion_actions(const Object& column, const Object& type_before,
                               const Object& type_after, const Ends& ends, Conversion conversion) {
  const std::string name = quote_name(column.id.name());
  const bool array = holds_array(column);
  const std::string new_type = qualified(type_after.id.path()) + (array ? "[]" : "");
  const std::string& default_text = column.text(attribute::default_value);
  const std::string& default_after = ends.to.at(column.id).text(attribute::default_value);
  std::string actions;
  if (!default_text.empty()) actions += fmt::format("ALTER COLUMN {} DROP DEFAULT,\n    ", name);
  actions += fmt::format("ALTER COLUMN {} TYPE {}", name, new_type);
  if (column.text(attribute::generated).empty()) {
    actions += " USING " + conversion(name, array, type_before, type_after);
  }
  if (!default_text.empty() && default_text == default_after) {
    actions += fmt::format(",\n    ALTER COLUMN {} SET DEFAULT {}", name, default_text);
  }
  return actions;
}

Step conversion_step(ObjectId table, const std::vector<std::string>& actions) {
  const std::string who = table.text();
  Step step;
  step.sql =
      fmt::format("ALTER TABLE {}\n    {}", qualified(table.path()), join(actions, ",\n    "));
  step.hazards = {
      {Danger::MayFail, table, "a row of " + who + " may hold a value that the new type lacks"},
      {Danger::TableRewrite, table, who + " is written anew"},
      {Danger::BlocksReads, table, who + " is locked while it is written anew"}};
  return step;
}

Steps conversion_steps(const std::vector<const Object*>& columns, const Object& before,
                       const Object& after, const Ends& ends, Conversion conversion) {
  std::map<ObjectId, std::vector<std::string>> actions;
  for (const Object* column : columns) {
    if (comes_from_above(*column, ends.from, ends)) continue;
    actions[column->parent].push_back(conversion_actions(*column, before, after, ends, conversion));
  }
  Steps steps;
  for (const auto& [table, texts] : actions) steps.push_back(conversion_step(table, texts));
  return steps;
}

}  // namespace

bool in_columns(const Object& type, const Catalog& catalog) {
  const std::vector<const Object*> dependents = catalog.dependents(type.id);
  return std::any_of(dependents.begin(), dependents.end(),
                     [&](const Object* column) { return has_type(*column, type.id); });
}

std::string convert_by_text(const std::string& column, bool array, const Object&,
                            const Object& after) {
  const std::string_view mark = array ? array_mark : "";
  return fmt::format("{}::text{}::{}{}", column, mark, qualified(after.id.path()), mark);
}

Alteration rebuild_type(const Object& before, const Object& after, const Ends& ends,
                        const std::string& create, Conversion conversion) {
  const std::string_view noun = before.id.kind() == "domain" ? "DOMAIN" : "TYPE";
  const std::string aside = aside_name(before, ends);
  const std::vector<const Object*> columns = lasting_columns(before, ends);
  Steps steps = one_step(fmt::format("ALTER {} {} RENAME TO {}", noun, qualified(before.id.path()),
                                     quote_name(aside)));
  append(steps, one_step(create));
  append(steps, conversion_steps(columns, before, after, ends, conversion));
  append(steps, one_step(fmt::format("DROP {} {}", noun, qualified({before.id.path()[0], aside}))));
  // The new type comes without the comments of the old one.
  for (const Object* comment : ends.to.children(after.id, "comment")) {
    if (ends.from.has(comment->id)) append(steps, comment_kind.create(*comment, ends).steps);
  }
  Step form;
  alters_form(form, before, after);
  for (const Object* column : columns) {
    form.makes.push_back(column->id);
    form.drops.push_back(column->id);
  }
  for (Step& step : steps) {
    step.makes = form.makes;
    step.needs = form.needs;
    step.drops = form.drops;
    step.frees = form.frees;
  }
  return Alteration::in_place(std::move(steps), Dependents::All);
}

}  // namespace syncline::postgres
