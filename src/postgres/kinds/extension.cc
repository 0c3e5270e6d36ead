// Extensions: only that they are there, and in which schema. Servers of one project differ in the
// versions that they offer, so the version is not ours; members are read by no kind.
//
// Source: PostgreSQL manual, pg_extension.
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string extension_query(int) {
  // plpgsql is in every new database.
  return "SELECT e.oid, e.extname, n.nspname FROM pg_extension e"
         " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'";
}

void read_extensions(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    Object object;
    object.id = ObjectId("extension", {rows.string(row, 1)});
    object.attributes.set("schema", rows.string(row, 2));
    reading.add({catalogs::pg_extension, rows.oid(row, 0)}, std::move(object));
  }
}

std::string name_of(const Object& object) { return quote_name(object.id.name()); }

Drafted create(const Object& object, const Ends&) {
  return Drafted::in_place(one_step("CREATE EXTENSION IF NOT EXISTS " + name_of(object) +
                                    " WITH SCHEMA " + quote_name(object.text("schema"))));
}

Drafted drop(const Object& object, const Ends& ends) {
  return Drafted::in_place(
      one_step("DROP EXTENSION " + name_of(object), drop_hazards(object, ends)));
}

Alteration alter_schema(const Object&, const Object& after, const Ends&) {
  return Alteration::in_place(one_step(
      "ALTER EXTENSION " + name_of(after) + " SET SCHEMA " + quote_name(after.text("schema")),
      {{Danger::ApplicationBreak, after.id,
        after.id.text() + " moves to schema " + after.text("schema") +
            ": programs that do not have it in their search_path fail"}}));
}

constexpr AttributeRule rules[] = {{"schema", alter_schema}};

}  // namespace

const Reader extension_reader{"extensions", extension_query, read_extensions};

const Kind extension_kind{.name = "extension", .create = create, .drop = drop, .attributes = rules};

}  // namespace syncline::postgres
