// Tables. Their columns and constraints are made with them; what ALTER TABLE cannot do is a
// rebuild.
#include "sqlite/declare.h"
#include "sqlite/kinds/kinds.h"
#include "sqlite/rebuild.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

Drafted create(const Object& table, const Ends& ends) {
  Step step;
  step.sql = create_table(table, ends.to, table.id.name());
  step.makes = {table.id};
  for (const char* kind : {"column", "constraint"}) {
    for (const Object* part : ends.to.children(table.id, kind)) step.makes.push_back(part->id);
  }
  return Drafted::in_place({step});
}

Drafted drop(const Object& table, const Ends&) {
  Step step;
  step.sql = "DROP TABLE " + quote_name(table.id.name());
  step.hazards = {{Danger::DataLoss, table.id, table.id.text() + " is dropped with its rows"}};
  return Drafted::in_place({step});
}

Alteration by_rebuild(const Object&, const Object&, const Ends&) { return Alteration::rebuild(); }
bool holds_data(const Object&) { return true; }

constexpr AttributeRule rules[] = {{"without_rowid", by_rebuild}, {"strict", by_rebuild}};

}  // namespace

const Kind table_kind = {
    .name = "table",
    .create = create,
    .drop = drop,
    .attributes = rules,
    .holds_data = holds_data,
    .rebuild = rebuild_table,
};

}  // namespace syncline::sqlite
