// Enums. A value can be added in place, at any position; to remove or move one, the type is
// replaced under its columns.
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

using Values = std::vector<std::string>;

std::string create_statement(const Object& object) {
  Values values;
  for (const std::string& value : object.list("values")) values.push_back(quote_text(value));
  return fmt::format("CREATE TYPE {} AS ENUM (\n    {}\n)", qualified(object.id.path()),
                     join(values, ",\n    "));
}

Drafted create(const Object& object, const Ends&) {
  return Drafted::in_place(one_step(create_statement(object)));
}

Drafted drop(const Object& object, const Ends& ends) {
  return Drafted::in_place(
      one_step("DROP TYPE " + qualified(object.id.path()), drop_hazards(object, ends)));
}

/// Whether `longer` is `shorter` with values added.
bool extends(const Values& longer, const Values& shorter) {
  auto next = shorter.begin();
  for (const std::string& value : longer) {
    if (next != shorter.end() && *next == value) ++next;
  }
  return next == shorter.end();
}

/// New values in the order of the new list; each finds its place beside one that is already there.
Steps add_values(const Object& after, const Values& old_values, const Values& new_values) {
  const auto is_old = [&](const std::string& value) {
    return std::find(old_values.begin(), old_values.end(), value) != old_values.end();
  };
  Steps steps;
  for (auto value = new_values.begin(); value != new_values.end(); ++value) {
    if (is_old(*value)) continue;
    std::string place;
    if (std::any_of(value, new_values.end(), is_old)) {
      place = value == new_values.begin() ? " BEFORE " + quote_text(old_values.front())
                                          : " AFTER " + quote_text(*(value - 1));
    }
    append(steps, one_step(fmt::format("ALTER TYPE {} ADD VALUE {}{}", qualified(after.id.path()),
                                       quote_text(*value), place)));
    steps.back().transaction = Transaction::CommitAfter;
  }
  return steps;
}

Alteration alter_values(const Object& before, const Object& after, const Ends& ends) {
  const Values &old_values = before.list("values"), &new_values = after.list("values");
  if (extends(new_values, old_values)) {
    return Alteration::in_place(add_values(after, old_values, new_values));
  }
  return rebuild_type(before, after, ends, create_statement(after), convert_by_text);
}

constexpr AttributeRule rules[] = {{"values", alter_values}};

}  // namespace

const Kind enum_kind{.name = "enum", .create = create, .drop = drop, .attributes = rules};

}  // namespace syncline::postgres
