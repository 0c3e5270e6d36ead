// Triggers. Those that a partition has from its parent are the parent's; only where one is
// switched differently it is an object of its own, which holds that state alone.
//
// Source: PostgreSQL manual, pg_trigger; CREATE TRIGGER.
#include <fmt/format.h>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/switching.h"
#include "postgres/kinds/writing.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

/// Servers before 15 call the triggers of partitions internal. Those of foreign keys, which can be
/// switched as well, belong to their constraint. There are four of them for every foreign key, so
/// nothing is joined: what tells about a row is looked up, and only for the few that need it.
std::string trigger_query(int) {
  return "SELECT t.oid, t.tgrelid, t.tgname, t.tgenabled, t.tgparentid <> 0,"
         " CASE WHEN t.tgparentid = 0 THEN quote_ident(t.tgname) END,"
         " CASE WHEN t.tgparentid = 0 THEN pg_get_triggerdef(t.oid) END,"
         " CASE WHEN t.tgparentid = 0 THEN t.tgconstraint ELSE 0 END, t.tgparentid"
         " FROM pg_trigger t WHERE t.oid >= 16384 AND"
         " CASE WHEN t.tgparentid = 0 THEN NOT t.tgisinternal ELSE"
         " (SELECT u.tgenabled <> t.tgenabled FROM pg_trigger u WHERE u.oid = t.tgparentid)"
         " AND (SELECT c.contype <> 't' FROM pg_constraint c WHERE c.oid = t.tgconstraint)"
         " IS NOT TRUE END AND CASE WHEN t.tgisinternal THEN true ELSE " +
         stands_alone("pg_trigger", "t.oid") + " END";
}

void read_definition(const Result& rows, int row, Object& object, int version) {
  std::string_view text = rows.text(row, 6);
  bool constraint = text.substr(0, 18) == "CREATE CONSTRAINT ";
  std::size_t before_name = std::string_view("CREATE TRIGGER ").size() + (constraint ? 11 : 0);
  text.remove_prefix(before_name + rows.text(row, 5).size() + 1);
  object.attributes.set("constraint", constraint);
  object.attributes.set("definition", normalise_expression(text, version));
}

void read_triggers(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    ObjectId parent = reading.id({catalogs::pg_class, rows.oid(row, 1)});
    if (!parent) continue;
    Object object;
    object.id = ObjectId("trigger", {parent.path()[0], parent.path()[1], rows.string(row, 2)});
    object.parent = parent;
    object.attributes.set("enabled", switch_state(rows.text(row, 3)));
    if (rows.flag(row, 4)) {
      object.attributes.set("from_parent", true);
      if (rows.text(row, 3) == "O") object.attributes.set("enabled", std::string("origin"));
      if (ObjectId original = reading.id({catalogs::pg_trigger, rows.oid(row, 8)}))
        object.depends_on.push_back(original);
    } else {
      read_definition(rows, row, object, reading.version);
    }
    ObjectId id = object.id;
    reading.add({catalogs::pg_trigger, rows.oid(row, 0)}, std::move(object));
    if (Oid constraint = rows.oid(row, 7)) reading.alias({catalogs::pg_constraint, constraint}, id);
  }
}

Steps switch_steps(const Object& object) {
  return one_step(switch_statement(object, "TRIGGER", object.text("enabled")));
}

Drafted create(const Object& object, const Ends&) {
  if (object.flag("from_parent")) return Drafted::in_place(switch_steps(object));
  Steps steps =
      one_step(fmt::format("CREATE {}TRIGGER {} {}", object.flag("constraint") ? "CONSTRAINT " : "",
                           quote_name(object.id.name()), object.text("definition")));
  if (!object.text("enabled").empty()) append(steps, switch_steps(object));
  return Drafted::in_place(std::move(steps));
}

/// The state that the parent's trigger has, for one on a partition that is no longer an exception.
std::string parent_state(const Object& object, const Ends& ends) {
  for (ObjectId id : object.depends_on) {
    if (id.kind() != "trigger") continue;
    const Object* original = ends.to.find(id);
    return original ? original->text("enabled") : std::string();
  }
  return {};
}

Drafted drop(const Object& object, const Ends& ends) {
  if (object.flag("from_parent")) {
    return Drafted::in_place(
        one_step(switch_statement(object, "TRIGGER", parent_state(object, ends))));
  }
  return Drafted::in_place(one_step("DROP TRIGGER " + quote_name(object.id.name()) + " ON " +
                                    qualified(object.id.path(), 2)));
}

Alteration alter_enabled(const Object&, const Object& after, const Ends&) {
  return Alteration::in_place(switch_steps(after));
}

constexpr AttributeRule rules[] = {
    {"from_parent"}, {"constraint"}, {"definition"}, {"enabled", alter_enabled}};

}  // namespace

const Reader trigger_reader{"triggers", trigger_query, read_triggers, true};

const Kind trigger_kind{.name = "trigger",
                        .create = create,
                        .drop = drop,
                        .attributes = rules,
                        .dropped_with_parent = true};

}  // namespace syncline::postgres
