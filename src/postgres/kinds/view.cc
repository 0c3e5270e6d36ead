// Views and materialized views.
//
// Whether a materialized view has rows is not compared: that is its state, as rows are a table's.
// One that is made anew is filled.
//
// Source: PostgreSQL manual, CREATE VIEW, CREATE MATERIALIZED VIEW, pg_class.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/writing.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string view_query(int) {
  return fmt::format(
      "SELECT c.oid, c.relkind, c.relnamespace, c.relname, pg_get_viewdef(c.oid), c.reloptions,"
      " ARRAY(SELECT quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) ||"
      " CASE WHEN a.attcollation <> y.typcollation"
      " THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END"
      " FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid"
      " WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),"
      " ARRAY(SELECT quote_ident(a.attname) || ' ' || pg_get_expr(f.adbin, f.adrelid)"
      " FROM pg_attrdef f JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum"
      " WHERE f.adrelid = c.oid ORDER BY a.attnum),"
      " (SELECT m.amname FROM pg_am m WHERE m.oid = c.relam AND m.amname <> 'heap'),"
      " (SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace),"
      " ARRAY(SELECT f.oid::text FROM pg_attrdef f WHERE f.adrelid = c.oid)"
      " FROM pg_class c"
      " WHERE c.relkind IN ('v', 'm') AND c.oid >= 16384 AND {}",
      stands_alone("pg_class", "c.oid"));
}

void read_defaults(const Result& rows, int row, Object& object, int version) {
  std::vector<std::string> defaults = rows.list(row, 7);
  for (std::string& text : defaults) text = normalise_expression(text, version);
  object.attributes.set("column_defaults", std::move(defaults));
}

void read_views(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string& schema = reading.schema(rows.oid(row, 2));
    if (schema.empty()) continue;
    const bool materialized = rows.text(row, 1) == "m";
    Object object;
    object.id =
        ObjectId(materialized ? "materialized view" : "view", {schema, rows.string(row, 3)});
    const ObjectId id = object.id;
    object.attributes.set("definition", normalise_view(rows.text(row, 4), reading.version));
    std::vector<std::string> options = rows.list(row, 5);
    std::sort(options.begin(), options.end());
    object.attributes.set("options", std::move(options));
    object.attributes.set("columns", rows.list(row, 6));
    read_defaults(rows, row, object, reading.version);
    object.attributes.set("access_method", rows.string(row, 8));
    object.attributes.set("tablespace", rows.string(row, 9));
    reading.add({catalogs::pg_class, rows.oid(row, 0)}, std::move(object));
    for (const std::string& oid : rows.list(row, 10))
      reading.alias({catalogs::pg_attrdef, static_cast<Oid>(std::stoul(oid))}, id);
  }
}

std::string name_of(const Object& object) { return qualified(object.id.path()); }

std::string view_statement(const Object& object, std::string_view verb) {
  return fmt::format("{} VIEW {}{} AS\n{}", verb, name_of(object), with_options(object),
                     object.text("definition"));
}

/// "name expression" of each default, set or dropped.
Step default_step(const Object& object, const std::string& text, bool set) {
  const std::string name = leading_name(text);
  const std::string action = set ? "SET DEFAULT" + text.substr(name.size()) : "DROP DEFAULT";
  return one_step(
      fmt::format("ALTER VIEW {} ALTER COLUMN {} {}", name_of(object), name, action))[0];
}

Drafted create_view(const Object& object, const Ends&) {
  Steps steps = one_step(view_statement(object, "CREATE"));
  for (const std::string& text : object.list("column_defaults"))
    steps.push_back(default_step(object, text, true));
  return Drafted::in_place(std::move(steps));
}

Drafted drop_view(const Object& object, const Ends& ends) {
  return Drafted::in_place(one_step("DROP VIEW " + name_of(object), drop_hazards(object, ends)));
}

Alteration alter_definition(const Object&, const Object& after, const Ends&) {
  return Alteration::in_place(one_step(view_statement(after, "CREATE OR REPLACE")));
}

/// CREATE OR REPLACE may only add columns at the end.
Alteration alter_columns(const Object& before, const Object& after, const Ends&) {
  const auto &old_columns = before.list("columns"), &new_columns = after.list("columns");
  const bool extends = old_columns.size() <= new_columns.size() &&
                       std::equal(old_columns.begin(), old_columns.end(), new_columns.begin());
  if (!extends || !differs(before, after, "definition")) return Alteration::replace();
  return Alteration::in_place({});
}

Alteration alter_view_options(const Object& before, const Object& after, const Ends&) {
  if (differs(before, after, "definition")) return Alteration::in_place({});
  return Alteration::in_place(alter_options("ALTER VIEW " + name_of(after) + " ", before, after));
}

Alteration alter_defaults(const Object& before, const Object& after, const Ends&) {
  const auto &old_list = before.list("column_defaults"), &new_list = after.list("column_defaults");
  const auto in = [](const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  };
  Steps steps;
  for (const std::string& text : old_list) {
    if (!in(new_list, text)) steps.push_back(default_step(after, text, false));
  }
  for (const std::string& text : new_list) {
    if (!in(old_list, text)) steps.push_back(default_step(after, text, true));
  }
  return Alteration::in_place(std::move(steps));
}

Drafted create_materialized(const Object& object, const Ends&) {
  const std::string &method = object.text("access_method"), &space = object.text("tablespace");
  return Drafted::in_place(one_step(fmt::format(
      "CREATE MATERIALIZED VIEW {}{}{}{} AS\n{}", name_of(object),
      method.empty() ? "" : " USING " + quote_name(method), with_options(object),
      space.empty() ? "" : " TABLESPACE " + quote_name(space), object.text("definition"))));
}

Drafted drop_materialized(const Object& object, const Ends& ends) {
  std::vector<Hazard> hazards = drop_hazards(object, ends);
  if (hazards.empty()) {
    hazards = {{Danger::BlocksReads, object.id,
                object.id.text() + " is filled anew; whoever reads it waits until then"}};
  }
  return Drafted::in_place(
      one_step("DROP MATERIALIZED VIEW " + name_of(object), std::move(hazards)));
}

Alteration alter_materialized_options(const Object& before, const Object& after, const Ends&) {
  return Alteration::in_place(
      alter_options("ALTER MATERIALIZED VIEW " + name_of(after) + " ", before, after));
}

Alteration alter_tablespace(const Object&, const Object& after, const Ends&) {
  const std::string& space = after.text("tablespace");
  return Alteration::in_place(one_step(
      fmt::format("ALTER MATERIALIZED VIEW {} SET TABLESPACE {}", name_of(after),
                  space.empty() ? "pg_default" : quote_name(space)),
      {{Danger::BlocksReads, after.id, after.id.text() + " is locked while it is copied"}}));
}

constexpr AttributeRule view_rules[] = {{"columns", alter_columns},
                                        {"definition", alter_definition},
                                        {"options", alter_view_options},
                                        {"column_defaults", alter_defaults}};

constexpr AttributeRule materialized_rules[] = {{"columns"},
                                                {"definition"},
                                                {"access_method"},
                                                {"options", alter_materialized_options},
                                                {"tablespace", alter_tablespace}};

}  // namespace

const Reader view_reader{"views", view_query, read_views};

const Kind view_kind{
    .name = "view", .create = create_view, .drop = drop_view, .attributes = view_rules};
const Kind materialized_view_kind{.name = "materialized view",
                                  .create = create_materialized,
                                  .drop = drop_materialized,
                                  .attributes = materialized_rules};

}  // namespace syncline::postgres
