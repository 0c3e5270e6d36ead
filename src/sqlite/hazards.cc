#include "sqlite/hazards.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

void column_hazards(const Object* before, const Object& after, bool strict,
                    std::vector<Hazard>& hazards) {
  auto add = [&](Danger danger, std::string why) {
    hazards.push_back({danger, after.id, after.id.text() + " " + std::move(why)});
  };
  bool holds_values = after.text("generated").empty();
  if (after.flag("not_null") && !(before && before->flag("not_null"))) {
    if (before) {
      add(Danger::MayFail, "becomes NOT NULL: fails when a row has none");
    } else if (holds_values && after.text("default").empty()) {
      add(Danger::MayFail, "is NOT NULL and has no default: fails when there are rows");
    }
  }
  if (!before) return;
  if (!holds_values && before->text("generated").empty()) {
    hazards.push_back({Danger::DataLoss, after.id,
                       after.id.text() + " becomes generated: the values that it holds are lost"});
    return;
  }
  std::string_view from = affinity(before->text("type")), to = affinity(after.text("type"));
  if (before->text("type") == after.text("type") || !holds_values) return;
  std::string change = fmt::format("changes its type from {} to {}",
                                   before->text("type").empty() ? "none" : before->text("type"),
                                   after.text("type").empty() ? "none" : after.text("type"));
  bool keeps_values = from == to || to == "BLOB" || (from == "INTEGER" && to != "BLOB");
  if (!keeps_values)
    add(Danger::DataNarrowing, change + ": values are converted where they can be");
  if (strict) add(Danger::MayFail, change + ": fails when a value is of another type");
}

/// A key's actions and its AUTOINCREMENT ask nothing of rows that are there.
void constraint_hazards(const Object* before, const Object& after, std::vector<Hazard>& hazards) {
  constexpr const char* asks[] = {"type", "columns", "expression", "references",
                                  "referenced_columns"};
  bool same = before && std::all_of(std::begin(asks), std::end(asks), [&](const char* name) {
                const Value* one = before->attributes.find(name);
                const Value* other = after.attributes.find(name);
                return one && other ? *one == *other : one == other;
              });
  if (same) return;
  hazards.push_back({Danger::MayFail, after.id,
                     after.id.text() + (before ? " changes" : " is new") +
                         ": fails when rows do not agree with it"});
}

}  // namespace

Hazard lost_column(const Object& column) {
  return {Danger::DataLoss, column.id, column.id.text() + " is dropped with its values"};
}

std::vector<Hazard> copy_hazards(const Object& before, const Object& after, const Ends& ends) {
  std::vector<Hazard> hazards;
  hazards.push_back({Danger::TableRewrite, after.id, after.id.text() + " is written anew"});
  hazards.push_back({Danger::BlocksWrites, after.id,
                     "the database cannot be written while " + after.id.text() + " is copied"});
  std::vector<const Object*> columns = ends.to.children(after.id, "column");
  for (const Object* column : ends.from.children(before.id, "column")) {
    bool stays = std::any_of(columns.begin(), columns.end(), [&](const Object* other) {
      return lower(other->id.name()) == lower(column->id.name());
    });
    if (!stays && column->text("generated").empty()) hazards.push_back(lost_column(*column));
  }
  bool strict = after.flag("strict");
  if (strict && !before.flag("strict")) {
    hazards.push_back({Danger::MayFail, after.id,
                       after.id.text() + " becomes STRICT: fails when a value is of another type"});
  }
  for (const Object* column : columns)
    column_hazards(ends.from.find(column->id), *column, strict, hazards);
  for (const Object* constraint : ends.to.children(after.id, "constraint"))
    constraint_hazards(ends.from.find(constraint->id), *constraint, hazards);
  return hazards;
}

}  // namespace syncline::sqlite
