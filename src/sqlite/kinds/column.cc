// Columns: ALTER TABLE adds and drops the simple ones, everything else is a rebuild of the table.
// Source: https://www.sqlite.org/lang_altertable.html, "ALTER TABLE ADD COLUMN" and "DROP COLUMN".
#include <algorithm>

#include "sqlite/added_column.h"
#include "sqlite/declare.h"
#include "sqlite/hazards.h"
#include "sqlite/kinds/kinds.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

std::string alter_table(const Object& column) {
  return "ALTER TABLE " + quote_name(column.parent.name());
}

Drafted create(const Object& column, const Ends& ends) {
  if (!can_be_added(column, ends)) return Drafted::rebuild();
  Step step;
  step.sql = alter_table(column) + " ADD COLUMN " + declare(column);
  step.makes = {column.id};
  step.needs = column.depends_on;
  step.needs.push_back(column.parent);
  for (const Object* constraint : added_with(column, ends)) {
    step.sql += " " + declare_inline(*constraint);
    step.makes.push_back(constraint->id);
    if (constraint->text("type") == "check") {
      step.hazards.push_back({Danger::MayFail, constraint->id,
                              constraint->id.text() + " is new: fails when rows do not agree"});
    }
  }
  return Drafted::in_place({step});
}

/// What DROP COLUMN trips over: everything that goes on naming the column. Indexes do not; the plan
/// drops them first.
bool is_held(const Object& column, const Ends& ends) {
  std::vector<const Object*> holders = ends.from.dependents(column.id);
  return std::any_of(holders.begin(), holders.end(), [&](const Object* holder) {
    std::string_view kind = holder->id.kind();
    if (kind == "index") return false;
    if (kind == "column" || kind == "constraint") return true;
    const Object* after = ends.to.find(holder->id);
    return after && after->attributes == holder->attributes;
  });
}

/// SQLite drops no column that is the only one; what the plan adds comes too late.
bool another_stays(const Object& column, const Ends& ends) {
  std::vector<const Object*> columns = ends.from.children(column.parent, "column");
  return std::any_of(columns.begin(), columns.end(), [&](const Object* other) {
    return ends.to.has(other->id) && other->text("generated").empty();
  });
}

Drafted drop(const Object& column, const Ends& ends) {
  if (is_held(column, ends) || !another_stays(column, ends)) return Drafted::rebuild();
  Step step;
  step.sql = alter_table(column) + " DROP COLUMN " + quote_name(column.id.name());
  bool computed = !column.text("generated").empty();
  if (!computed) step.hazards.push_back(lost_column(column));
  if (!computed || column.flag("stored")) {
    step.hazards.push_back(
        {Danger::TableRewrite, column.parent, column.parent.text() + " is written anew"});
  }
  return Drafted::in_place({step});
}

Alteration by_rebuild(const Object&, const Object&, const Ends&) { return Alteration::rebuild(); }
bool holds_data(const Object& column) { return column.text("generated").empty(); }

constexpr AttributeRule rules[] = {
    {"type", by_rebuild},    {"not_null", by_rebuild},  {"not_null_conflict", by_rebuild},
    {"default", by_rebuild}, {"collation", by_rebuild}, {"generated", by_rebuild},
    {"stored", by_rebuild},
};

}  // namespace

const Kind column_kind = {
    .name = "column",
    .create = create,
    .drop = drop,
    .attributes = rules,
    .dropped_with_parent = true,
    .holds_data = holds_data,
};

}  // namespace syncline::sqlite
