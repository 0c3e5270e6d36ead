#include <fmt/format.h>

#include "base/text.h"
#include "postgres/kinds/column_rules.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/lineage.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

Drafted create_column(const Object& column, const Ends& ends) {
  if (comes_from_above(column, ends.to, ends)) {
    return Drafted::in_place(own_default(column, ends));
  }
  Step add{.sql = alter_table(column.parent) + "ADD COLUMN " + column_definition(column)};
  const bool filled = !column.text(attribute::default_value).empty() ||
                      !column.text(attribute::generated).empty() ||
                      !column.text(attribute::identity).empty();
  if (column.flag(attribute::not_null) && !filled) {
    add.hazards.push_back({Danger::MayFail, column.id,
                           fmt::format("{} is NOT NULL without a default: this fails if the table "
                                       "has rows",
                                       column.id.text())});
  }
  const std::string& value = column.text(attribute::default_value);
  const bool computed =
      column.text(attribute::generated) == "stored" || !column.text(attribute::identity).empty() ||
      value.find("random()") != std::string::npos || value.find("nextval(") != std::string::npos ||
      value.find("clock_timestamp()") != std::string::npos ||
      value.find("uuid") != std::string::npos;
  if (computed) {
    const std::string why = fmt::format("every row of {} is written anew with its value of {}",
                                        column.parent.text(), quote_name(column.id.name()));
    add.hazards.push_back({Danger::TableRewrite, column.id, why});
    add.hazards.push_back({Danger::BlocksReads, column.id, why});
  }
  include_below(add, column, ends, true, false);
  Steps steps{std::move(add)};
  for (const std::string& action : column_settings(column)) {
    steps.push_back({.sql = alter_table(column.parent) + action,
                     .makes = {column.id},
                     .needs = {column.parent}});
  }
  return Drafted::in_place(std::move(steps));
}

void append(std::vector<Hazard>& hazards, const std::vector<Hazard>& more) {
  hazards.insert(hazards.end(), more.begin(), more.end());
}

Drafted drop_column(const Object& column, const Ends& ends) {
  if (comes_from_above(column, ends.from, ends)) return Drafted::in_place({});
  Step drop{.sql = alter_table(column.parent) + "DROP COLUMN " + quote_name(column.id.name())};
  if (column.text(attribute::generated).empty()) {
    drop.hazards.push_back({Danger::DataLoss, column.id,
                            fmt::format("{} is dropped with its values", column.id.text())});
  }
  append(drop.hazards, drop_hazards(column, ends));
  include_below(drop, column, ends, false, true);
  return Drafted::in_place({std::move(drop)});
}

/// A generated column must step aside when a column in its expression changes its type.
bool follows_type(const Object& column) { return column.text(attribute::generated).empty(); }
bool has_values(const Object& column) { return column.text(attribute::generated).empty(); }

constexpr AttributeRule column_attributes[] = {
    {"identity", alter_identity},
    {"generated", alter_generated},
    {"expression", alter_expression},
    {"type", alter_type, Dependents::Standing},
    {"collation", alter_collation, Dependents::Standing},
    {"default", alter_default},
    {"not_null", alter_not_null},
    {"storage", alter_storage},
    {"compression", alter_compression},
    {"statistics", alter_statistics},
    {"options", alter_column_options},
    {"inherited", alter_inherited},
    {"sequence", alter_identity_sequence},
};

}  // namespace

std::string column_constraints(const Object& column) {
  std::string text;
  const std::string& generated = column.text(attribute::generated);
  if (!generated.empty()) {
    text += fmt::format(" GENERATED ALWAYS AS ({}) {}", column.text(attribute::expression),
                        generated == "virtual" ? "VIRTUAL" : "STORED");
  }
  if (!column.text(attribute::identity).empty()) text += " " + identity_clause(column);
  const std::string& value = column.text(attribute::default_value);
  if (!value.empty()) text += " DEFAULT " + value;
  if (column.flag(attribute::not_null)) text += " NOT NULL";
  return text;
}

std::string column_definition(const Object& column) {
  std::string text = quote_name(column.id.name()) + " " + column.text(attribute::type);
  const std::string& collation = column.text(attribute::collation);
  if (!collation.empty()) text += " COLLATE " + collation;
  return text + column_constraints(column);
}

std::vector<std::string> column_settings(const Object& column) {
  const std::string start = "ALTER COLUMN " + quote_name(column.id.name()) + " SET ";
  std::vector<std::string> actions;
  const auto say = [&](Symbol name, std::string_view words) {
    const std::string& value = column.text(name);
    if (!value.empty()) actions.push_back(fmt::format("{}{} {}", start, words, value));
  };
  say(attribute::storage, "STORAGE");
  say(attribute::compression, "COMPRESSION");
  say(attribute::statistics, "STATISTICS");
  const std::string options = with_options(column);
  if (!options.empty())
    actions.push_back(start + options.substr(std::string_view(" WITH ").size()));
  return actions;
}

const Kind column_kind{.name = "column",
                       .create = create_column,
                       .drop = drop_column,
                       .attributes = column_attributes,
                       .dropped_with_parent = true,
                       .follows_alteration = follows_type,
                       .holds_data = has_values,
                       .release = release_column};

}  // namespace syncline::postgres
