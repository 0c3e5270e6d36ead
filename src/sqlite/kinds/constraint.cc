// Constraints: SQLite has no ALTER TABLE for them, so each change is a rebuild of the table.
#include "sqlite/added_column.h"
#include "sqlite/kinds/kinds.h"

namespace syncline::sqlite {

namespace {

/// One that stands on a new column comes with ADD COLUMN, and has no step of its own.
Drafted create(const Object& constraint, const Ends& ends) {
  const Object* column = brought_by(constraint, ends);
  return column && can_be_added(*column, ends) ? Drafted::in_place({}) : Drafted::rebuild();
}

Drafted drop(const Object&, const Ends&) { return Drafted::rebuild(); }

Alteration by_rebuild(const Object&, const Object&, const Ends&) { return Alteration::rebuild(); }

constexpr AttributeRule rules[] = {
    {"type", by_rebuild},
    {"named", by_rebuild},
    {"columns", by_rebuild},
    {"references", by_rebuild},
    {"referenced_columns", by_rebuild},
    {"on_update", by_rebuild},
    {"on_delete", by_rebuild},
    {"deferred", by_rebuild},
    {"expression", by_rebuild},
    {"conflict", by_rebuild},
    {"autoincrement", by_rebuild},
};

}  // namespace

const Kind constraint_kind = {
    .name = "constraint",
    .create = create,
    .drop = drop,
    .attributes = rules,
    .dropped_with_parent = true,
};

}  // namespace syncline::sqlite
