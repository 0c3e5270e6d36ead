#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/parts.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/table_attach.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

bool is_key(const Object& constraint) {
  const std::string& type = constraint.text(attribute::type);
  return type == "primary key" || type == "unique";
}

/// "a, b" with the word of temporal constraints at the last column.
std::string column_list(const std::vector<std::string>& columns, std::string_view before_last,
                        std::string_view after_last) {
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool last = i + 1 == columns.size();
    if (i) text += ", ";
    if (last) text += before_last;
    text += quote_name(columns[i]);
    if (last) text += after_last;
  }
  return text;
}

std::string key_text(const Object& key) {
  std::string text = key.text(attribute::type) == "unique" ? "UNIQUE" : "PRIMARY KEY";
  if (key.flag(attribute::nulls_not_distinct)) text += " NULLS NOT DISTINCT";
  text += fmt::format(" ({})", column_list(key.list(attribute::columns), "",
                                           key.flag("temporal") ? " WITHOUT OVERLAPS" : ""));
  const auto& include = key.list(attribute::include);
  if (!include.empty()) text += fmt::format(" INCLUDE ({})", quoted_list(include));
  text += with_options(key);
  const std::string& space = key.text(attribute::tablespace);
  if (!space.empty()) text += " USING INDEX TABLESPACE " + quote_name(space);
  return text;
}

std::string foreign_key_text(const Object& key) {
  const std::string_view period = key.flag("temporal") ? "PERIOD " : "";
  std::string text = fmt::format(
      "FOREIGN KEY ({}) REFERENCES {} ({})", column_list(key.list(attribute::columns), period, ""),
      key.text(attribute::references), column_list(key.list("referenced_columns"), period, ""));
  if (key.flag("match_full")) text += " MATCH FULL";
  if (!key.text("on_update").empty()) text += " ON UPDATE " + key.text("on_update");
  if (!key.text("on_delete").empty()) text += " ON DELETE " + key.text("on_delete");
  const auto& columns = key.list("on_delete_columns");
  if (!columns.empty()) text += fmt::format(" ({})", quoted_list(columns));
  return text;
}

std::string written_form(const Object& constraint) {
  if (is_key(constraint)) return key_text(constraint);
  if (is_foreign_key(constraint)) return foreign_key_text(constraint);
  if (constraint.text(attribute::type) == "exclusion") return constraint.text("definition");
  return fmt::format("CHECK ({})", constraint.text(attribute::expression));
}

std::string timing(const Object& constraint) {
  std::string text = constraint.flag(attribute::deferrable) ? "DEFERRABLE" : "NOT DEFERRABLE";
  if (constraint.flag(attribute::initially_deferred)) text += " INITIALLY DEFERRED";
  return text;
}

std::vector<Hazard> creation_hazards(const Object& constraint, const Ends& ends) {
  if (!ends.from.has(constraint.parent)) return {};  // a new table has no rows
  if (constraint.flag(attribute::not_valid) || constraint.flag(attribute::not_enforced)) return {};
  const std::string name = constraint.id.text();
  return {{Danger::MayFail, constraint.id, fmt::format("rows may violate {}", name)},
          {Danger::BlocksWrites, constraint.id,
           fmt::format("{} while {} is made",
                       is_foreign_key(constraint)
                           ? fmt::format("writers of {} and {} wait", constraint.parent.text(),
                                         constraint.text(attribute::references))
                           : fmt::format("writers of {} wait", constraint.parent.text()),
                       name)}};
}

Drafted create_constraint(const Object& constraint, const Ends& ends) {
  if (left_by_detaching(constraint, ends) || made_from_above(constraint, ends)) {
    return Drafted::in_place({});
  }
  const Reach reach = is_key(constraint) ? reach_of(constraint, ends)
                                         : Reach{.only = false, .makes = {constraint.id}};
  Step add{.sql = fmt::format("{}ADD {}", alter_table(constraint.parent, reach.only),
                              constraint_definition(constraint)),
           .hazards = creation_hazards(constraint, ends)};
  if (attached_to(constraint, ends.to) || reach.makes.size() > 1) {
    add.makes = reach.makes;
    add.needs = needs_without_whole(constraint, ends.to);
  }
  Steps steps{std::move(add)};
  for (Step& step : attach_part(constraint, ends)) steps.push_back(std::move(step));
  for (Step& step : index_marks(constraint)) steps.push_back(std::move(step));
  return Drafted::in_place(std::move(steps));
}

Drafted drop_constraint(const Object& constraint, const Ends& ends) {
  if (taken_by_attaching(constraint, ends) || dropped_from_above(constraint, ends)) {
    return Drafted::in_place({});
  }
  Step drop{.sql = alter_table(constraint.parent) + "DROP CONSTRAINT " +
                   quote_name(constraint.id.name())};
  if (is_key(constraint)) include_parts(drop, constraint, ends.from);
  return Drafted::in_place({std::move(drop)});
}

Alteration alter_validity(const Object&, const Object& after, const Ends&) {
  if (after.flag(attribute::not_valid)) return Alteration::replace();
  return Alteration::in_place(
      {{.sql = alter_table(after.parent) + "VALIDATE CONSTRAINT " + quote_name(after.id.name()),
        .hazards = {
            {Danger::MayFail, after.id, fmt::format("rows may violate {}", after.id.text())}}}});
}

Alteration alter_timing(const Object&, const Object& after, const Ends&) {
  if (!is_foreign_key(after)) return Alteration::replace();
  return Alteration::in_place(
      {{.sql = fmt::format("{}ALTER CONSTRAINT {} {}", alter_table(after.parent),
                           quote_name(after.id.name()), timing(after))}});
}

Alteration alter_initially(const Object& before, const Object& after, const Ends& ends) {
  if (before.flag(attribute::deferrable) != after.flag(attribute::deferrable)) {
    return Alteration::in_place({});  // said by the rule above
  }
  return alter_timing(before, after, ends);
}

Alteration alter_enforcement(const Object&, const Object& after, const Ends&) {
  if (!is_foreign_key(after)) return Alteration::replace();
  const bool enforced = !after.flag(attribute::not_enforced);
  std::vector<Hazard> hazards;
  if (enforced) {
    hazards = {{Danger::MayFail, after.id, fmt::format("rows may violate {}", after.id.text())}};
  }
  return Alteration::in_place(
      {{.sql = fmt::format("{}ALTER CONSTRAINT {} {}", alter_table(after.parent),
                           quote_name(after.id.name()), enforced ? "ENFORCED" : "NOT ENFORCED"),
        .hazards = std::move(hazards)}});
}

Alteration alter_key_options(const Object& before, const Object& after, const Ends&) {
  const std::string index = qualified({after.id.path()[0], after.id.name()});
  return Alteration::in_place(alter_options("ALTER INDEX " + index + " ", before, after));
}

Alteration alter_key_tablespace(const Object&, const Object& after, const Ends&) {
  const std::string& space = after.text(attribute::tablespace);
  return Alteration::in_place(
      {{.sql = fmt::format("ALTER INDEX {} SET TABLESPACE {}",
                           qualified({after.id.path()[0], after.id.name()}),
                           space.empty() ? "pg_default" : quote_name(space)),
        .hazards = {{Danger::BlocksReads, after.id,
                     fmt::format("the index of {} is copied", after.id.text())}}}});
}

/// The server converts indexes and checks with a column; a foreign key's two sides may not fit in
/// between.
bool follows_column(const Object& constraint) { return !is_foreign_key(constraint); }

constexpr AttributeRule constraint_attributes[] = {
    {"type"},
    {"columns"},
    {"include"},
    {"expression"},
    {"definition"},
    {"nulls_not_distinct"},
    {"temporal"},
    {"references"},
    {"referenced_columns"},
    {"match_full"},
    {"on_update"},
    {"on_delete"},
    {"on_delete_columns"},
    {"no_inherit"},
    {"deferrable", alter_timing},
    {"initially_deferred", alter_initially},
    {"not_enforced", alter_enforcement},
    {"not_valid", alter_validity},
    {"options", alter_key_options},
    {"tablespace", alter_key_tablespace},
    {"partition_of", alter_part},
    {"clustered", alter_clustered},
    {"replica_identity", alter_replica_identity},
};

}  // namespace

std::string constraint_definition(const Object& constraint) {
  std::string text =
      fmt::format("CONSTRAINT {} {}", quote_name(constraint.id.name()), written_form(constraint));
  if (constraint.flag("no_inherit")) text += " NO INHERIT";
  if (constraint.flag(attribute::deferrable)) text += " " + timing(constraint);
  if (constraint.flag(attribute::not_valid)) text += " NOT VALID";
  if (constraint.flag(attribute::not_enforced)) text += " NOT ENFORCED";
  return text;
}

bool is_foreign_key(const Object& constraint) {
  return constraint.text(attribute::type) == "foreign key";
}

bool made_with_table(const Object& constraint) {
  const bool plain = is_key(constraint) || constraint.text(attribute::type) == "check";
  if (!plain || constraint.flag(attribute::not_valid) || constraint.flag(attribute::clustered) ||
      constraint.flag(attribute::replica_identity)) {
    return false;
  }
  return std::all_of(constraint.depends_on.begin(), constraint.depends_on.end(), [&](ObjectId id) {
    const std::string_view kind = id.kind();
    // A routine may need the table; an index above is there before its partitions anyway.
    return kind != "function" && kind != "procedure" && kind != "aggregate" && kind != "view";
  });
}

const Kind constraint_kind{.name = "constraint",
                           .create = create_constraint,
                           .drop = drop_constraint,
                           .attributes = constraint_attributes,
                           .dropped_with_parent = true,
                           .follows_alteration = follows_column};

}  // namespace syncline::postgres
