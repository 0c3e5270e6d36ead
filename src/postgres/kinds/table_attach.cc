#include "postgres/kinds/table_attach.h"

#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/lineage.h"
#include "postgres/kinds/parts.h"
#include "postgres/kinds/relations.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

/// A table's check or foreign key of this name and form, or one that it has from above.
bool comes_with(const Object& constraint, ObjectId above, const Catalog& catalog) {
  const Object* given = catalog.find(constraint_id(above, constraint.id.name()));
  if (given) return given->attributes == constraint.attributes;
  const Object* table = catalog.find(above);
  if (!table) return false;
  const auto parents = parents_of(*table);
  return std::any_of(parents.begin(), parents.end(),
                     [&](ObjectId parent) { return comes_with(constraint, parent, catalog); });
}

std::string written_attach(ObjectId whole, const Object& table) {
  return fmt::format("{}ATTACH PARTITION {} {}", alter_table(whole, true),
                     qualified(table.id.path()), table.text(attribute::bound));
}

std::string written_detach(ObjectId whole, const Object& table) {
  return alter_table(whole) + "DETACH PARTITION " + qualified(table.id.path());
}

ObjectId whole_of(const Object& table) {
  return table_id(parse_path(table.text(attribute::partition_of)));
}

/// Checks and foreign keys that the table keeps from above, but shall not have.
Steps drop_leftovers(const Object& before, ObjectId above, const Ends& ends) {
  Steps steps;
  const auto drop = [&](const Object& constraint) {
    const ObjectId own = constraint_id(before.id, constraint.id.name());
    const Object* wanted = ends.to.find(own);
    if (ends.from.has(own) || (wanted && wanted->attributes == constraint.attributes)) return;
    steps.push_back(
        {.sql = alter_table(before.id) + "DROP CONSTRAINT " + quote_name(constraint.id.name()),
         .makes = {before.id}});
  };
  for (const Object* check : checks_above(before, ends.from)) drop(*check);
  if (before.text(attribute::partition_of).empty()) return steps;
  for (const Object* constraint : ends.from.children(above, "constraint")) {
    if (is_foreign_key(*constraint)) drop(*constraint);
  }
  return steps;
}

void append(Steps& steps, Steps more) {
  std::move(more.begin(), more.end(), std::back_inserter(steps));
}

Steps detach(const Object& before, const Ends& ends) {
  const ObjectId whole = whole_of(before);
  Steps steps{{.sql = written_detach(whole, before),
               .makes = {before.id},
               .drops = {attached(before.id)},
               .frees = {whole},
               .hazards = {{Danger::ApplicationBreak, before.id,
                            fmt::format("rows of {} are no longer seen in {}", before.id.text(),
                                        whole.text())}}}};
  append(steps, drop_leftovers(before, whole, ends));
  return steps;
}

/// A table that exists must have the checks from above before it is attached.
Steps attach(const Object& after, const Ends& ends) {
  Steps steps;
  for (const Object* check : checks_above(after, ends.to)) {
    const Object* own = ends.from.find(constraint_id(after.id, check->id.name()));
    if (own && own->attributes == check->attributes) continue;
    steps.push_back({.sql = alter_table(after.id) + "ADD " + constraint_definition(*check),
                     .makes = {attached(after.id)},
                     .needs = {after.id}});
  }
  Step step = attach_partition(after, ends.to);
  step.hazards = {
      {Danger::MayFail, after.id,
       fmt::format("a row of {} may be outside the bound of the partition", after.id.text())},
      {Danger::BlocksReads, after.id, fmt::format("all rows of {} are checked", after.id.text())}};
  steps.push_back(std::move(step));
  return steps;
}

bool moves(ObjectId table, const Ends& ends) {
  const Object* before = ends.from.find(table);
  const Object* after = ends.to.find(table);
  return before && after && parents_of(*before) != parents_of(*after);
}

bool is_given(const Object& constraint) {
  return is_foreign_key(constraint) || constraint.text(attribute::type) == "check";
}

}  // namespace

Step attach_partition(const Object& table, const Catalog& catalog) {
  const ObjectId whole = whole_of(table);
  Step step{.sql = written_attach(whole, table),
            .makes = {attached(table.id)},
            .needs = {table.id, whole}};
  // Its indexes are taken as they are when those of the whole are there: no second ones are made.
  for (const Object* part : parts_on(table.id, catalog)) {
    step.needs.push_back(part->id);
    step.needs.push_back(attached_to(*part, catalog));
  }
  for (const Object* column : catalog.children(whole, "column")) step.needs.push_back(column->id);
  for (const Object* column : catalog.children(table.id, "column")) {
    step.needs.push_back(column->id);
  }
  return step;
}

Alteration alter_partition(const Object& before, const Object& after, const Ends& ends) {
  Steps steps;
  if (!before.text(attribute::partition_of).empty()) steps = detach(before, ends);
  if (!after.text(attribute::partition_of).empty()) append(steps, attach(after, ends));
  return Alteration::in_place(std::move(steps));
}

Alteration alter_bound(const Object& before, const Object& after, const Ends& ends) {
  if (before.text(attribute::partition_of) != after.text(attribute::partition_of)) {
    return Alteration::in_place({});  // done with it
  }
  const ObjectId whole = whole_of(after);
  const Object &old_whole = ends.from.at(whole), &new_whole = ends.to.at(whole);
  if (old_whole.text(attribute::partition_key) != new_whole.text(attribute::partition_key)) {
    return Alteration::in_place({});  // the whole is made anew: release_partition() does both
  }
  Step leave{.sql = written_detach(whole, before),
             .makes = {after.id},
             .needs = {whole},
             .drops = {attached(before.id)}};
  Step join = attach_partition(after, ends.to);
  join.hazards = {
      {Danger::MayFail, after.id,
       fmt::format("a row of {} may be outside its new bound", after.id.text())},
      {Danger::BlocksReads, after.id, fmt::format("all rows of {} are checked", after.id.text())}};
  return Alteration::in_place({std::move(leave), std::move(join)});
}

Alteration alter_inherits(const Object& before, const Object& after, const Ends& ends) {
  const auto& old_list = before.list(attribute::inherits);
  const auto& new_list = after.list(attribute::inherits);
  const auto in = [](const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  Steps steps;
  for (const std::string& parent : old_list) {
    if (in(new_list, parent)) continue;
    const ObjectId above = table_id(parse_path(parent));
    steps.push_back({.sql = alter_table(after.id) + "NO INHERIT " + parent,
                     .makes = {after.id},
                     .frees = {above}});
    append(steps, drop_leftovers(before, above, ends));
  }
  for (const std::string& parent : new_list) {
    if (in(old_list, parent)) continue;
    const ObjectId above = table_id(parse_path(parent));
    Step step{.sql = alter_table(after.id) + "INHERIT " + parent,
              .makes = {attached(after.id)},
              .needs = {after.id, above}};
    for (const Object* child : ends.to.children(after.id)) {
      if (child->id.kind() == "column" || is_given(*child)) step.needs.push_back(child->id);
    }
    steps.push_back(std::move(step));
  }
  return Alteration::in_place(std::move(steps));
}

Release release_partition(const Object& before, const Object& after, ObjectId replaced) {
  const std::string whole = qualified(replaced.path());
  if (before.text(attribute::partition_of) != whole ||
      after.text(attribute::partition_of) != whole) {
    return {};
  }
  return {.let_go = {{.sql = written_detach(replaced, before), .frees = {replaced}}},
          .take_hold = {{.sql = written_attach(replaced, after),
                         .makes = {attached(after.id)},
                         .needs = {replaced, after.id}}}};
}

bool left_by_detaching(const Object& constraint, const Ends& ends) {
  if (!is_given(constraint) || ends.from.has(constraint.id) || !moves(constraint.parent, ends)) {
    return false;
  }
  const auto old_parents = parents_of(ends.from.at(constraint.parent));
  return std::any_of(old_parents.begin(), old_parents.end(), [&](ObjectId parent) {
    return !stays_below(constraint.parent, parent, ends) &&
           comes_with(constraint, parent, ends.from);
  });
}

bool taken_by_attaching(const Object& constraint, const Ends& ends) {
  if (!is_given(constraint) || ends.to.has(constraint.id) || !moves(constraint.parent, ends)) {
    return false;
  }
  const auto new_parents = parents_of(ends.to.at(constraint.parent));
  return std::any_of(new_parents.begin(), new_parents.end(), [&](ObjectId parent) {
    return !stays_below(constraint.parent, parent, ends) && comes_with(constraint, parent, ends.to);
  });
}

}  // namespace syncline::postgres
