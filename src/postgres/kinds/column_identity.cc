// Identity columns. A column's attribute "sequence" starts with the name of its sequence, so it
// differs whenever the identity comes or goes. The rule of "identity" is the first of all rules and
// takes the identity off; the rule of "sequence" is the last and puts it on: in between the default
// comes and goes.
#include <fmt/format.h>

#include "base/text.h"
#include "postgres/kinds/column_rules.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/sequence_options.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

/// "SEQUENCE NAME public.t_id_seq" of the clauses.
ObjectId sequence_of(const Object& column) {
  const std::string_view clause = column.list(attribute::sequence).front();
  return {"sequence", parse_path(clause.substr(sequence_name_clause.size()))};
}

std::vector<std::string> other_clauses(const Object& column) {
  const auto& clauses = column.list(attribute::sequence);
  return {clauses.begin() + 1, clauses.end()};
}

std::string alter_column(const Object& column) {
  return fmt::format("{}ALTER COLUMN {} ", alter_table(column.parent),
                     quote_name(column.id.name()));
}

Steps add_identity(const Object& after) {
  const ObjectId sequence = sequence_of(after);
  // A sequence of this name, which the default used until now, goes first.
  Step add{.sql = alter_column(after) + "ADD " + identity_clause(after),
           .makes = {after.id, sequence},
           .needs = after.depends_on};
  Step count{.sql = counted_on(qualified(sequence.path()), after.id, other_clauses(after))};
  count.makes = {after.id};
  count.needs = {sequence};
  Steps steps{std::move(add)};
  if (!count.sql.empty()) steps.push_back(std::move(count));
  return steps;
}

Steps change_sequence(const Object& before, const Object& after) {
  Steps steps;
  const ObjectId old_name = sequence_of(before), new_name = sequence_of(after);
  if (old_name != new_name) {
    steps.push_back({.sql = fmt::format("ALTER SEQUENCE {} RENAME TO {}",
                                        qualified(old_name.path()), quote_name(new_name.name()))});
  }
  const auto old_clauses = other_clauses(before), new_clauses = other_clauses(after);
  const std::string moved = moved_value(qualified(new_name.path()), old_clauses, new_clauses);
  if (!moved.empty()) steps.push_back({.sql = moved});
  std::string actions;
  for (const std::string& clause : changed_clauses(old_clauses, new_clauses)) {
    actions += (actions.empty() ? "SET " : " SET ") + clause;
  }
  if (!actions.empty()) steps.push_back({.sql = alter_column(after) + actions});
  return steps;
}

}  // namespace

std::string identity_clause(const Object& column) {
  std::vector<std::string> clauses = other_clauses(column);
  const auto& path = column.id.path();
  if (sequence_of(column).path() != usual_sequence_path(path[0], path[1], path[2])) {
    clauses.insert(clauses.begin(), column.list(attribute::sequence).front());
  }
  const std::string options = clauses.empty() ? "" : fmt::format(" ({})", join(clauses, " "));
  return fmt::format("GENERATED {} AS IDENTITY{}",
                     column.text(attribute::identity) == "always" ? "ALWAYS" : "BY DEFAULT",
                     options);
}

Alteration alter_identity(const Object& before, const Object& after, const Ends&) {
  const std::string& identity = after.text(attribute::identity);
  if (identity.empty()) {
    // A sequence of the same name, for a default that takes over, is made after this.
    return Alteration::in_place({{.sql = alter_column(after) + "DROP IDENTITY",
                                  .makes = {after.id},
                                  .drops = {sequence_of(before)}}});
  }
  if (before.text(attribute::identity).empty()) return Alteration::in_place({});
  return Alteration::in_place({{.sql = alter_column(after) + "SET GENERATED " +
                                       (identity == "always" ? "ALWAYS" : "BY DEFAULT")}});
}

Alteration alter_identity_sequence(const Object& before, const Object& after, const Ends&) {
  if (after.text(attribute::identity).empty()) return Alteration::in_place({});
  if (before.text(attribute::identity).empty()) return Alteration::in_place(add_identity(after));
  return Alteration::in_place(change_sequence(before, after));
}

}  // namespace syncline::postgres
