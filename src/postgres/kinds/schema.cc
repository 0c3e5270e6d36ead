#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string schema_query(int) {
  return "SELECT n.oid, n.nspname, n.oid IN (SELECT objid FROM pg_depend "
         "WHERE refclassid = 3079 AND classid = 2615 AND deptype = 'e') "
         "FROM pg_namespace n "
         "WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'syncline')";
}

void read_schemas(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const Oid oid = rows.oid(row, 0);
    std::string name = rows.string(row, 1);
    reading.set_schema(oid, name);
    // The schema `public` is in every database, and an extension's own schema comes with it.
    if (name == "public" || rows.flag(row, 2)) continue;
    reading.add({catalogs::pg_namespace, oid}, {.id = {"schema", {std::move(name)}}});
  }
}

Drafted create_schema(const Object& schema, const Ends&) {
  return Drafted::in_place({{.sql = "CREATE SCHEMA " + quote_name(schema.id.name())}});
}

Drafted drop_schema(const Object& schema, const Ends& ends) {
  return Drafted::in_place(
      one_step("DROP SCHEMA " + quote_name(schema.id.name()), drop_hazards(schema, ends)));
}

}  // namespace

const Reader schema_reader{"schemas", schema_query, read_schemas};
const Kind schema_kind{.name = "schema", .create = create_schema, .drop = drop_schema};

}  // namespace syncline::postgres
