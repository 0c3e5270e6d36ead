// One query reads all types: pg_type is large (it has a row type and an array type for every
// table), so it is gone through as rarely as possible.
//
// Source: PostgreSQL manual, pg_type, pg_enum.
#include "postgres/kinds/types.h"

#include <fmt/format.h>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"
#include "postgres/normalise.h"

namespace syncline::postgres {

namespace {

// Columns: what, type, relation, schema, name, items, base, collation, default, not null,
// constraint oids.
std::string type_query(int) {
  return fmt::format(
      "SELECT 'enum', t.oid, 0::oid, t.typnamespace, t.typname,"
      " ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid"
      " ORDER BY e.enumsortorder), NULL, NULL, NULL, false, NULL"
      " FROM pg_type t WHERE t.typtype = 'e' AND t.oid >= 16384 AND {0}"
      " UNION ALL"
      " SELECT 'domain', t.oid, 0::oid, t.typnamespace, t.typname,"
      " ARRAY(SELECT quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid)"
      " FROM pg_constraint c WHERE c.contypid = t.oid AND c.contype = 'c' ORDER BY c.conname),"
      " format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typcollation <>"
      " (SELECT b.typcollation FROM pg_type b WHERE b.oid = t.typbasetype)"
      " THEN t.typcollation::regcollation::text END,"
      " pg_get_expr(t.typdefaultbin, 0), t.typnotnull,"
      " ARRAY(SELECT c.oid::text FROM pg_constraint c WHERE c.contypid = t.oid)"
      " FROM pg_type t WHERE t.typtype = 'd' AND t.oid >= 16384 AND {0}"
      " UNION ALL"
      " SELECT 'composite type', r.reltype, r.oid, r.relnamespace, r.relname,"
      " ARRAY(SELECT quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod) ||"
      " CASE WHEN a.attcollation <> y.typcollation"
      " THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END"
      " FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid"
      " WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),"
      " NULL, NULL, NULL, false, NULL"
      " FROM pg_class r WHERE r.relkind = 'c' AND r.oid >= 16384 AND {1}",
      stands_alone("pg_type", "t.oid"), stands_alone("pg_type", "r.reltype"));
}

void set_domain_attributes(const Result& rows, int row, Object& object, int version) {
  std::vector<std::string> constraints = rows.list(row, 5);
  for (std::string& constraint : constraints) {
    constraint = normalise_expression(constraint, version);
  }
  object.attributes.set("constraints", std::move(constraints));
  object.attributes.set("type", rows.string(row, 6));
  object.attributes.set("collation", rows.string(row, 7));
  object.attributes.set("default", normalise_expression(rows.text(row, 8), version));
  object.attributes.set("not_null", rows.flag(row, 9));
}

void read_types(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const std::string& schema = reading.schema(rows.oid(row, 3));
    if (schema.empty()) continue;
    Object object;
    object.id = ObjectId(rows.text(row, 0), {schema, rows.string(row, 4)});
    const ObjectId id = object.id;
    if (id.kind() == "enum") object.attributes.set("values", rows.list(row, 5));
    if (id.kind() == "composite type") object.attributes.set("attributes", rows.list(row, 5));
    if (id.kind() == "domain") set_domain_attributes(rows, row, object, reading.version);
    reading.add({catalogs::pg_type, rows.oid(row, 1)}, std::move(object));
    if (Oid relation = rows.oid(row, 2)) reading.alias({catalogs::pg_class, relation}, id);
    for (const std::string& constraint : rows.list(row, 10)) {
      reading.alias({catalogs::pg_constraint, static_cast<Oid>(std::stoul(constraint))}, id);
    }
  }
}

}  // namespace

const Reader type_reader{"types", type_query, read_types};

}  // namespace syncline::postgres
