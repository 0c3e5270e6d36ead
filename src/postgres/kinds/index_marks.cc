// CLUSTER ON and REPLICA IDENTITY: a table has at most one index with each, so that taking the mark
// off one index is only said when no other takes it.
#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/relations.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string on_index(const Object& index, std::string_view action) {
  // Only a table can carry such a mark, but a materialized view's index can be clustered on, too.
  const bool view = index.parent.kind() == "materialized view";
  return fmt::format("ALTER {} {} {} {}", view ? "MATERIALIZED VIEW" : "TABLE",
                     qualified(index.parent.path()), action, quote_name(index.id.name()));
}

bool another_has(const Object& index, Symbol mark, const Catalog& catalog) {
  const auto siblings = catalog.children(index.parent);
  return std::any_of(siblings.begin(), siblings.end(), [&](const Object* sibling) {
    return sibling->id != index.id && sibling->flag(mark);
  });
}

}  // namespace

Steps index_marks(const Object& index) {
  Steps steps;
  const auto say = [&](Symbol mark, std::string_view action) {
    if (!index.flag(mark)) return;
    steps.push_back({.sql = on_index(index, action),
                     .makes = {ObjectId("marked index", index.id.path())},
                     .needs = {index.id}});
  };
  say(attribute::clustered, "CLUSTER ON");
  say(attribute::replica_identity, "REPLICA IDENTITY USING INDEX");
  return steps;
}

Alteration alter_clustered(const Object&, const Object& after, const Ends& ends) {
  if (after.flag(attribute::clustered)) {
    return Alteration::in_place({{.sql = on_index(after, "CLUSTER ON")}});
  }
  if (another_has(after, attribute::clustered, ends.to)) return Alteration::in_place({});
  return Alteration::in_place({{.sql = alter_table(after.parent) + "SET WITHOUT CLUSTER"}});
}

Alteration alter_replica_identity(const Object&, const Object& after, const Ends& ends) {
  if (after.flag(attribute::replica_identity)) {
    return Alteration::in_place({{.sql = on_index(after, "REPLICA IDENTITY USING INDEX")}});
  }
  const Object* table = ends.to.find(after.parent);
  const bool said_elsewhere = another_has(after, attribute::replica_identity, ends.to) ||
                              (table && !table->text(attribute::replica_identity).empty());
  if (said_elsewhere) return Alteration::in_place({});
  return Alteration::in_place({{.sql = alter_table(after.parent) + "REPLICA IDENTITY DEFAULT"}});
}

}  // namespace syncline::postgres
