// Domains. Default, nullability and constraints are altered in place; for another base type the
// domain is replaced under its columns. The names that servers from 17 on give to NOT NULL are not
// ours.
//
// Source: PostgreSQL manual, ALTER DOMAIN.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/types.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

using Constraints = std::vector<std::string>;  // "name CHECK (…)", "name CHECK (…) NOT VALID"

constexpr std::string_view not_valid = " NOT VALID";

std::string alter_domain(const Object& object) {
  return "ALTER DOMAIN " + qualified(object.id.path()) + " ";
}

std::string create_statement(const Object& object) {
  std::string sql =
      fmt::format("CREATE DOMAIN {} AS {}", qualified(object.id.path()), object.text("type"));
  if (const std::string& collation = object.text("collation"); !collation.empty())
    sql += " COLLATE " + collation;
  if (const std::string& value = object.text("default"); !value.empty()) sql += " DEFAULT " + value;
  if (object.flag("not_null")) sql += " NOT NULL";
  for (const std::string& constraint : object.list("constraints")) {
    if (!constraint.ends_with(not_valid)) sql += "\n    CONSTRAINT " + constraint;
  }
  return sql;
}

/// Only ALTER DOMAIN can say NOT VALID.
Steps add_not_valid(const Object& object) {
  Steps steps;
  for (const std::string& constraint : object.list("constraints")) {
    if (constraint.ends_with(not_valid))
      append(steps, one_step(alter_domain(object) + "ADD CONSTRAINT " + constraint));
  }
  return steps;
}

Drafted create(const Object& object, const Ends&) {
  Steps steps = one_step(create_statement(object));
  append(steps, add_not_valid(object));
  return Drafted::in_place(std::move(steps));
}

Drafted drop(const Object& object, const Ends& ends) {
  return Drafted::in_place(
      one_step("DROP DOMAIN " + qualified(object.id.path()), drop_hazards(object, ends)));
}

bool is_rebuilt(const Object& before, const Object& after) {
  return differs(before, after, "type") || differs(before, after, "collation");
}

Alteration rebuild(const Object& before, const Object& after, const Ends& ends) {
  return rebuild_type(before, after, ends, create_statement(after), convert_by_text);
}

Alteration alter_collation(const Object& before, const Object& after, const Ends& ends) {
  if (differs(before, after, "type")) return Alteration::in_place({});
  return rebuild(before, after, ends);
}

Alteration alter_default(const Object& before, const Object& after, const Ends&) {
  if (is_rebuilt(before, after)) return Alteration::in_place({});
  const std::string& value = after.text("default");
  return Alteration::in_place(
      one_step(alter_domain(after) + (value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value)));
}

Alteration alter_not_null(const Object& before, const Object& after, const Ends&) {
  if (is_rebuilt(before, after)) return Alteration::in_place({});
  if (!after.flag("not_null"))
    return Alteration::in_place(one_step(alter_domain(after) + "DROP NOT NULL"));
  return Alteration::in_place(
      one_step(alter_domain(after) + "SET NOT NULL",
               {{Danger::MayFail, after.id, "a column of " + after.id.text() + " may hold NULL"}}));
}

bool contains(const Constraints& constraints, const std::string& constraint) {
  return std::find(constraints.begin(), constraints.end(), constraint) != constraints.end();
}

/// The comments of a constraint that is dropped and added go with it.
Steps comments_again(const Object& after, const std::string& constraint, const Ends& ends) {
  const ObjectId id("comment", {after.id.path()[0], after.id.path()[1],
                                unquoted(leading_name(constraint)), "domain constraint"});
  const Object* comment = ends.to.find(id);
  if (!comment || !ends.from.has(id)) return {};
  return comment_kind.create(*comment, ends).steps;
}

Steps add_constraint(const Object& after, const std::string& constraint, const Ends& ends) {
  Steps steps = one_step(alter_domain(after) + "ADD CONSTRAINT " + constraint);
  if (!constraint.ends_with(not_valid)) {
    steps[0].hazards = {{Danger::MayFail, after.id,
                         "a column of " + after.id.text() + " may hold a value that " +
                             leading_name(constraint) + " refuses"}};
  }
  append(steps, comments_again(after, constraint, ends));
  return steps;
}

Alteration alter_constraints(const Object& before, const Object& after, const Ends& ends) {
  // CREATE DOMAIN makes all but those that are not valid.
  if (is_rebuilt(before, after)) return Alteration::in_place(add_not_valid(after));
  const Constraints &old_list = before.list("constraints"), &new_list = after.list("constraints");
  Steps steps;
  Constraints validated;
  for (const std::string& constraint : old_list) {
    if (contains(new_list, constraint)) continue;
    const std::string valid = constraint.substr(0, constraint.rfind(not_valid));
    const std::string name = leading_name(constraint);
    if (valid != constraint && contains(new_list, valid)) {
      validated.push_back(valid);
      append(steps, one_step(alter_domain(after) + "VALIDATE CONSTRAINT " + name));
      continue;
    }
    append(steps, one_step(alter_domain(after) + "DROP CONSTRAINT " + name));
    alters_form(steps.back(), before, after);
  }
  for (const std::string& constraint : new_list) {
    if (!contains(old_list, constraint) && !contains(validated, constraint))
      append(steps, add_constraint(after, constraint, ends));
  }
  return Alteration::in_place(std::move(steps));
}

constexpr AttributeRule rules[] = {{"type", rebuild},
                                   {"collation", alter_collation},
                                   {"default", alter_default},
                                   {"not_null", alter_not_null},
                                   {"constraints", alter_constraints}};

}  // namespace

const Kind domain_kind{.name = "domain", .create = create, .drop = drop, .attributes = rules};

}  // namespace syncline::postgres
