#include "sqlite/added_column.h"

#include <algorithm>

#include "base/text.h"
#include "sqlite/tokens.h"

namespace syncline::sqlite {

namespace {

/// A value that is the same for every row: no expression, no CURRENT_TIMESTAMP.
bool is_constant(const std::string& value) {
  std::vector<Token> tokens = tokens_of(value);
  std::size_t signs = !tokens.empty() && (tokens[0].is("-") || tokens[0].is("+")) ? 1 : 0;
  return tokens.size() == signs + 1 && !starts_with_nocase(value, "CURRENT_");
}

/// The columns that a constraint stands on, by position.
std::vector<const Object*> columns_of(const Object& constraint, const Catalog& catalog) {
  std::vector<const Object*> columns;
  for (ObjectId id : constraint.depends_on) {
    if (const Object* found = catalog.find(id)) columns.push_back(found);
  }
  std::sort(columns.begin(), columns.end(),
            [](const Object* a, const Object* b) { return a->position < b->position; });
  return columns;
}

bool goes_inline(const Object& constraint) {
  const std::string& type = constraint.text("type");
  return type == "check" || (type == "foreign key" && constraint.list("columns").size() == 1);
}

}  // namespace

const Object* brought_by(const Object& new_constraint, const Ends& ends) {
  if (!goes_inline(new_constraint)) return nullptr;
  std::vector<const Object*> columns = columns_of(new_constraint, ends.to);
  for (auto column = columns.rbegin(); column != columns.rend(); ++column) {
    if (!ends.from.has((*column)->id)) return *column;
  }
  return nullptr;
}

std::vector<const Object*> added_with(const Object& new_column, const Ends& ends) {
  std::vector<const Object*> found;
  for (const Object* constraint : ends.to.dependents(new_column.id)) {
    if (constraint->id.kind() == "constraint" && !ends.from.has(constraint->id) &&
        brought_by(*constraint, ends) == &new_column) {
      found.push_back(constraint);
    }
  }
  return found;
}

bool can_be_added(const Object& column, const Ends& ends) {
  for (const Object* old : ends.from.children(column.parent, "column")) {
    if (lower(old->id.name()) == lower(column.id.name())) return false;  // only its case changes
  }
  const std::string& value = column.text("default");
  if (column.flag("stored")) return false;
  if (!value.empty() && !is_constant(value)) return false;
  if (column.flag("not_null") && value.empty()) return false;
  for (const Object* other : ends.to.dependents(column.id)) {
    if (other->id.kind() != "constraint") continue;
    const std::string& type = other->text("type");
    if (type == "primary key" || type == "unique") return false;
    if (type == "foreign key" && !value.empty()) return false;
    if (ends.from.has(other->id) || !brought_by(*other, ends)) return false;
  }
  return true;
}

}  // namespace syncline::sqlite
