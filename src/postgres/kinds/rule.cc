// Rewrite rules, except those that make a view.
//
// Source: PostgreSQL manual, pg_rewrite; CREATE RULE.
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/switching.h"
#include "postgres/kinds/writing.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string rule_query(int) {
  return "SELECT r.oid, r.ev_class, r.rulename, r.ev_enabled, quote_ident(r.rulename),"
         " pg_get_ruledef(r.oid) FROM pg_rewrite r"
         " WHERE r.rulename <> '_RETURN' AND r.oid >= 16384 AND " +
         stands_alone("pg_rewrite", "r.oid");
}

/// What stands behind "CREATE RULE name AS": "ON INSERT TO …".
std::string definition(std::string_view text, std::string_view quoted_name) {
  text.remove_prefix(std::string_view("CREATE RULE ").size() + quoted_name.size());
  text.remove_prefix(text.find("ON "));
  if (text.back() == ';') text.remove_suffix(1);
  return std::string(text);
}

void read_rules(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    ObjectId parent = reading.id({catalogs::pg_class, rows.oid(row, 1)});
    if (!parent) continue;
    Object object;
    object.id = ObjectId("rule", {parent.path()[0], parent.path()[1], rows.string(row, 2)});
    object.parent = parent;
    object.attributes.set(
        "definition",
        normalise_expression(definition(rows.text(row, 5), rows.text(row, 4)), reading.version));
    object.attributes.set("enabled", switch_state(rows.text(row, 3)));
    reading.add({catalogs::pg_rewrite, rows.oid(row, 0)}, std::move(object));
  }
}

Steps switch_steps(const Object& object) {
  return one_step(switch_statement(object, "RULE", object.text("enabled")));
}

Drafted create(const Object& object, const Ends&) {
  Steps steps =
      one_step("CREATE RULE " + quote_name(object.id.name()) + " AS " + object.text("definition"));
  if (!object.text("enabled").empty()) append(steps, switch_steps(object));
  return Drafted::in_place(std::move(steps));
}

Drafted drop(const Object& object, const Ends&) {
  return Drafted::in_place(one_step("DROP RULE " + quote_name(object.id.name()) + " ON " +
                                    qualified(object.id.path(), 2)));
}

Alteration alter_definition(const Object&, const Object& after, const Ends&) {
  return Alteration::in_place(one_step("CREATE OR REPLACE RULE " + quote_name(after.id.name()) +
                                       " AS " + after.text("definition")));
}

Alteration alter_enabled(const Object&, const Object& after, const Ends&) {
  return Alteration::in_place(switch_steps(after));
}

constexpr AttributeRule rules[] = {{"definition", alter_definition}, {"enabled", alter_enabled}};

}  // namespace

const Reader rule_reader{"rules", rule_query, read_rules, true};

const Kind rule_kind{.name = "rule",
                     .create = create,
                     .drop = drop,
                     .attributes = rules,
                     .dropped_with_parent = true};

}  // namespace syncline::postgres
