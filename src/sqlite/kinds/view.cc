#include "sqlite/kinds/kinds.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

Drafted create(const Object& view, const Ends&) {
  Step step;
  step.sql = "CREATE VIEW " + quote_name(view.id.name());
  if (!view.list("columns").empty()) step.sql += " (" + quoted_list(view.list("columns")) + ")";
  step.sql += " AS\n" + laid_out(view.text("definition"));
  return Drafted::in_place({step});
}

Drafted drop(const Object& view, const Ends&) {
  Step step;
  step.sql = "DROP VIEW " + quote_name(view.id.name());
  return Drafted::in_place({step});
}

constexpr AttributeRule rules[] = {{"columns"}, {"definition"}};

}  // namespace

const Kind view_kind = {
    .name = "view",
    .create = create,
    .drop = drop,
    .attributes = rules,
};

}  // namespace syncline::sqlite
