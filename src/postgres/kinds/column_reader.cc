// Columns of tables. Those of views and composite types are attributes of these.
// Source: PostgreSQL manual, 53.7 pg_attribute, 53.6 pg_attrdef.
#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/normalise.h"

namespace syncline::postgres {

namespace {

enum Column {
  Table,
  Number,
  Name,
  Type,
  NotNull,
  Inherited,
  Collation,
  Storage,
  Compression,
  Statistics,
  Options,
  Identity,
  Generated,
};

// What few columns have is NULL in all others, which costs next to nothing. Since 17 a partition
// shows the identity of the table above; before, it has none.
std::string column_query(int version) {
  return fmt::format(
      R"(
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       NOT a.attislocal AND NOT c.relispartition,
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
          FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
          WHERE l.oid = a.attcollation) END,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
       {}, NULLIF(a.attstattarget, -1), a.attoptions,
       CASE WHEN a.attidentity <> '' AND NOT {} THEN a.attidentity END,
       NULLIF(a.attgenerated, '')
FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
     JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped)",
      version >= 140000 ? "NULLIF(a.attcompression, '')" : "NULL",
      version >= 170000 ? "c.relispartition" : "false");
}

enum Expression { DefaultOid, DefaultTable, DefaultNumber, DefaultText };

// A query of its own: expressions are the dear part. Told which table an expression is of, the
// server opens that table, which costs several times what writing the expression does. Only an
// expression that names columns needs it.
std::string default_query(int) {
  return R"(
SELECT d.oid, d.adrelid, d.adnum,
       pg_get_expr(d.adbin, CASE WHEN d.adbin::text LIKE '%{VAR %' THEN d.adrelid ELSE 0 END)
FROM pg_attrdef d WHERE d.adrelid >= 16384)";
}

std::string storage_name(std::string_view letter) {
  if (letter == "p") return "plain";
  if (letter == "e") return "external";
  if (letter == "m") return "main";
  return letter == "x" ? "extended" : "";
}

std::string compression_name(std::string_view letter) {
  if (letter == "p") return "pglz";
  return letter == "l" ? "lz4" : "";
}

/// What few columns have.
void read_traits(const Result& rows, int row, Attributes& attributes) {
  if (!rows.null(row, Collation)) attributes.set(attribute::collation, rows.string(row, Collation));
  if (!rows.null(row, Storage)) {
    attributes.set(attribute::storage, storage_name(rows.text(row, Storage)));
  }
  if (!rows.null(row, Compression)) {
    attributes.set(attribute::compression, compression_name(rows.text(row, Compression)));
  }
  // A text, since 0 is a setting.
  if (!rows.null(row, Statistics)) {
    attributes.set(attribute::statistics, rows.string(row, Statistics));
  }
  if (!rows.null(row, Options)) {
    std::vector<std::string> options = rows.list(row, Options);
    std::sort(options.begin(), options.end());
    attributes.set(attribute::options, std::move(options));
  }
  if (!rows.null(row, Identity)) {
    attributes.set(attribute::identity, rows.text(row, Identity) == "a"
                                            ? std::string("always")
                                            : std::string("by default"));
  }
  if (!rows.null(row, Generated)) {
    attributes.set(attribute::generated, rows.text(row, Generated) == "v" ? std::string("virtual")
                                                                          : std::string("stored"));
  }
}

void read_columns(const Result& rows, Reading& reading) {
  Oid table_oid = 0;
  ObjectId table;
  for (int row = 0; row < rows.rows(); ++row) {
    if (rows.oid(row, Table) != table_oid) {
      table_oid = rows.oid(row, Table);
      table = reading.id({catalogs::pg_class, table_oid});
    }
    if (!table) continue;
    const auto number = static_cast<std::int32_t>(rows.number(row, Number));
    Object object{
        .id = column_id(table, rows.string(row, Name)), .parent = table, .position = number};
    object.attributes.set(attribute::type, rows.string(row, Type));
    object.attributes.set(attribute::not_null, rows.flag(row, NotNull));
    // All columns of a partition come from above: there it says nothing.
    object.attributes.set(attribute::inherited, rows.flag(row, Inherited));
    read_traits(rows, row, object.attributes);
    reading.add({catalogs::pg_class, table_oid, number}, std::move(object));
  }
}

/// The column that a default is of; null for what is not read, and for columns that are no objects.
Object* column_at(const Result& rows, int row, Reading& reading) {
  Object* object =
      reading.object(Address{catalogs::pg_class, rows.oid(row, DefaultTable),
                             static_cast<std::int32_t>(rows.number(row, DefaultNumber))});
  return object && object->id.kind() == "column" ? object : nullptr;
}

void read_defaults(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    Object* column = column_at(rows, row, reading);
    if (!column) continue;
    const bool generated = !column->text(attribute::generated).empty();
    column->attributes.set(generated ? attribute::expression : attribute::default_value,
                           normalise_expression(rows.text(row, DefaultText), reading.version));
    reading.alias({catalogs::pg_attrdef, rows.oid(row, DefaultOid)}, column->id);
  }
}

}  // namespace

const Reader column_reader{"columns", column_query, read_columns};
const Reader column_default_reader{"column defaults", default_query, read_defaults};

}  // namespace syncline::postgres
