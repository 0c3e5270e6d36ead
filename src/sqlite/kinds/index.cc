// Indexes made by CREATE INDEX; those that constraints make are not objects.
#include "base/text.h"
#include "sqlite/kinds/kinds.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

Drafted create(const Object& index, const Ends& ends) {
  Step step;
  bool unique = index.flag("unique");
  step.sql = std::string("CREATE ") + (unique ? "UNIQUE " : "") + "INDEX " +
             quote_name(index.id.name()) + " ON " + quote_name(index.parent.name()) + " (" +
             join(index.list("columns"), ", ") + ")";
  if (!index.text("condition").empty()) step.sql += "\nWHERE " + index.text("condition");
  if (!ends.from.has(index.parent)) return Drafted::in_place({step});
  if (unique) {
    step.hazards.push_back(
        {Danger::MayFail, index.id, index.id.text() + " is unique: fails when rows are alike"});
  }
  step.hazards.push_back({Danger::BlocksWrites, index.id,
                          "the database cannot be written while " + index.id.text() + " is built"});
  return Drafted::in_place({step});
}

Drafted drop(const Object& index, const Ends&) {
  Step step;
  step.sql = "DROP INDEX " + quote_name(index.id.name());
  return Drafted::in_place({step});
}

constexpr AttributeRule rules[] = {{"table"}, {"unique"}, {"columns"}, {"condition"}};

}  // namespace

const Kind index_kind = {
    .name = "index",
    .create = create,
    .drop = drop,
    .attributes = rules,
    .dropped_with_parent = true,
};

}  // namespace syncline::sqlite
