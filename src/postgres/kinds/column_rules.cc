#include "postgres/kinds/column_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/kinds/column_type.h"
#include "postgres/kinds/lineage.h"
#include "postgres/kinds/relations.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string alter_column(const Object& column) {
  return "ALTER COLUMN " + quote_name(column.id.name()) + " ";
}

/// One statement on a column that goes down to the tables below where these end up the same.
Alteration change_setting(const Object& after, Symbol name, const std::string& action,
                          const Ends& ends, std::vector<Hazard> hazards = {}) {
  if (changed_from_above(after, name, ends)) return Alteration::in_place({});
  const bool only = !same_below(after, name, ends);
  return Alteration::in_place(
      {{.sql = alter_table(after.parent, only) + alter_column(after) + action,
        .hazards = std::move(hazards)}});
}

void add_unique(std::vector<ObjectId>& list, const std::vector<ObjectId>& more) {
  for (ObjectId id : more) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
  }
}

/// The hazards of ALTER COLUMN … TYPE.
std::vector<Hazard> type_hazards(const Object& before, const Object& after,
                                 const TypeChange& change) {
  const std::string& old_type = before.text(attribute::type);
  const std::string& new_type = after.text(attribute::type);
  const std::string turns =
      fmt::format("{} turns from {} into {}", after.id.text(), old_type, new_type);
  std::vector<Hazard> hazards;
  if (change.narrows) {
    hazards.push_back({Danger::DataNarrowing, after.id, turns + ": values may lose something"});
  }
  if (change.may_fail) {
    hazards.push_back({Danger::MayFail, after.id, turns + ": a value may not fit"});
  }
  if (change.rewrites) {
    hazards.push_back({Danger::TableRewrite, after.id, turns + ": every row is written anew"});
    hazards.push_back({Danger::BlocksReads, after.id, turns + ": readers wait until it is done"});
  }
  return hazards;
}

bool type_differs(const Object& before, const Object& after) {
  return before.text(attribute::type) != after.text(attribute::type) ||
         before.text(attribute::collation) != after.text(attribute::collation);
}

/// SET STORAGE DEFAULT exists since PostgreSQL 16 only.
std::string usual_storage(const std::string& type) {
  const bool keeps_inline = type.starts_with("numeric") || type == "inet" || type == "cidr";
  return keeps_inline ? "main" : "extended";
}

Step set_default(const Object& column, bool only) {
  const std::string& value = column.text(attribute::default_value);
  Step step{.sql = alter_table(column.parent, only) + alter_column(column) +
                   (value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value)};
  step.makes = {ObjectId("column default", column.id.path())};
  step.needs = column.depends_on;
  step.needs.push_back(column.id);
  return step;
}

}  // namespace

Steps own_default(const Object& column, const Ends& ends) {
  const Object* above = column_above(column, ends.to, ends);
  if (above && same_below(*above, attribute::default_value, ends)) return {};
  return {set_default(column, !same_below(column, attribute::default_value, ends))};
}

void include_below(Step& step, const Object& column, const Ends& ends, bool makes, bool drops) {
  const auto old_below = columns_below(column.id, ends.from, ends);
  const auto new_below = columns_below(column.id, ends.to, ends);
  if (old_below.empty() && new_below.empty()) return;
  const Object* before = ends.from.find(column.id);
  const Object* after = ends.to.find(column.id);
  const auto take = [](const Object& object, std::vector<ObjectId>& ids,
                       std::vector<ObjectId>& leans) {
    add_unique(ids, {object.id});
    add_unique(leans, {object.parent});
    add_unique(leans, object.depends_on);
  };
  if (makes && after) take(*after, step.makes, step.needs);
  if (drops && before) take(*before, step.drops, step.frees);
  for (const Object* below : new_below) {
    if (makes) take(*below, step.makes, step.needs);
  }
  for (const Object* below : old_below) {
    if (drops) take(*below, step.drops, step.frees);
  }
}

/// Type and collation, and with them the default, whose old value may have no cast.
Alteration alter_type(const Object& before, const Object& after, const Ends& ends) {
  if (changed_from_above(after, attribute::type, ends) ||
      changed_from_above(after, attribute::collation, ends)) {
    return Alteration::in_place(own_default(after, ends));
  }
  const std::string& old_type = before.text(attribute::type);
  const std::string& new_type = after.text(attribute::type);
  TypeChange change{.rewrites = false, .narrows = false, .may_fail = false};
  if (old_type != new_type) change = type_change(old_type, new_type);

  std::vector<std::string> actions;
  const std::string& old_default = before.text(attribute::default_value);
  const std::string& new_default = after.text(attribute::default_value);
  if (!old_default.empty()) actions.push_back(alter_column(after) + "DROP DEFAULT");
  std::string action = alter_column(after) + "TYPE " + new_type;
  if (!after.text(attribute::collation).empty()) {
    action += " COLLATE " + after.text(attribute::collation);
  }
  if (!change.conversion.empty() && after.text(attribute::generated).empty()) {
    action += fmt::format(" USING {}::{}", quote_name(after.id.name()), change.conversion);
  }
  actions.push_back(std::move(action));
  const bool same_default = same_below(after, attribute::default_value, ends);
  if (!new_default.empty() && same_default) {
    actions.push_back(alter_column(after) + "SET DEFAULT " + new_default);
  }
  const std::string separator = actions.size() == 1 ? "" : "\n    ";
  Step step{
      .sql = fmt::format("{}{}{}", trim(alter_table(after.parent)),
                         actions.size() == 1 ? " " : separator, join(actions, "," + separator)),
      .hazards = type_hazards(before, after, change)};
  include_below(step, after, ends, true, true);
  Steps steps{std::move(step)};
  if (!new_default.empty() && !same_default) steps.push_back(set_default(after, true));
  if (old_type != new_type && !after.text(attribute::storage).empty()) {
    // The server goes back to the new type's storage.
    steps.push_back({.sql = alter_table(after.parent) + alter_column(after) + "SET STORAGE " +
                            after.text(attribute::storage)});
  }
  return Alteration::in_place(std::move(steps));
}

Alteration alter_collation(const Object& before, const Object& after, const Ends& ends) {
  if (before.text(attribute::type) != after.text(attribute::type)) return Alteration::in_place({});
  return alter_type(before, after, ends);
}

Alteration alter_not_null(const Object&, const Object& after, const Ends& ends) {
  if (!after.flag(attribute::not_null)) {
    return change_setting(after, attribute::not_null, "DROP NOT NULL", ends);
  }
  return change_setting(
      after, attribute::not_null, "SET NOT NULL", ends,
      {{Danger::MayFail, after.id, fmt::format("{} may hold nulls", after.id.text())},
       {Danger::BlocksReads, after.id,
        fmt::format("all rows of {} are checked", after.parent.text())}});
}

Alteration alter_default(const Object& before, const Object& after, const Ends& ends) {
  if (type_differs(before, after)) return Alteration::in_place({});  // done with the type
  const std::string& value = after.text(attribute::default_value);
  if (!value.empty()) {
    return change_setting(after, attribute::default_value, "SET DEFAULT " + value, ends);
  }
  return change_setting(after, attribute::default_value, "DROP DEFAULT", ends);
}

Alteration alter_generated(const Object&, const Object& after, const Ends& ends) {
  if (!after.text(attribute::generated).empty()) return Alteration::replace();
  return change_setting(after, attribute::generated, "DROP EXPRESSION", ends);
}

Alteration alter_expression(const Object&, const Object& after, const Ends&) {
  if (!after.text(attribute::generated).empty()) return Alteration::replace();
  return Alteration::in_place({});
}

Alteration alter_storage(const Object&, const Object& after, const Ends& ends) {
  std::string storage = after.text(attribute::storage);
  if (storage.empty()) storage = usual_storage(after.text(attribute::type));
  return change_setting(after, attribute::storage, "SET STORAGE " + storage, ends);
}

Alteration alter_compression(const Object&, const Object& after, const Ends&) {
  const std::string& method = after.text(attribute::compression);
  return Alteration::in_place(
      {{.sql = alter_table(after.parent) + alter_column(after) + "SET COMPRESSION " +
               (method.empty() ? "default" : method)}});
}

Alteration alter_statistics(const Object&, const Object& after, const Ends& ends) {
  const std::string& target = after.text(attribute::statistics);
  return change_setting(after, attribute::statistics,
                        "SET STATISTICS " + (target.empty() ? "-1" : target), ends);
}

Alteration alter_column_options(const Object& before, const Object& after, const Ends&) {
  return Alteration::in_place(
      alter_options(alter_table(after.parent) + alter_column(after), before, after));
}

/// The server has no statement for it; it changes by itself when a parent is left.
Alteration alter_inherited(const Object& before, const Object& after, const Ends& ends) {
  if (!before.flag(attribute::inherited)) return Alteration::replace();
  const auto old_parents = parents_of(ends.from.at(before.parent));
  const bool left = std::any_of(old_parents.begin(), old_parents.end(), [&](ObjectId parent) {
    return !stays_below(after.parent, parent, ends);
  });
  return left ? Alteration::in_place({}) : Alteration::replace();
}

Release release_column(const Object& before, const Object& after, ObjectId replaced) {
  const auto depends = [&](const Object& column) {
    return std::find(column.depends_on.begin(), column.depends_on.end(), replaced) !=
           column.depends_on.end();
  };
  const std::string start = alter_table(after.parent) + alter_column(after);
  const bool had_default = !before.text(attribute::default_value).empty();
  const bool has_default = !after.text(attribute::default_value).empty() && depends(after);
  const std::string& type = after.text(attribute::type);
  const bool by_type = replaced.kind() == "enum" || replaced.kind() == "domain" ||
                       replaced.kind() == "composite type";
  Release release;
  if (had_default) {
    release.let_go.push_back({.sql = start + "DROP DEFAULT", .frees = {replaced}});
  }
  if (by_type) {
    release.let_go.push_back({.sql = start + "TYPE text", .frees = {replaced}});
    release.take_hold.push_back({.sql = fmt::format("{}TYPE {} USING {}::{}", start, type,
                                                    quote_name(after.id.name()), type),
                                 .needs = {replaced},
                                 .hazards = type_hazards(before, after, TypeChange{})});
  }
  if (has_default) {
    release.take_hold.push_back(
        {.sql = start + "SET DEFAULT " + after.text(attribute::default_value),
         .needs = {replaced}});
  }
  return release;
}

}  // namespace syncline::postgres
