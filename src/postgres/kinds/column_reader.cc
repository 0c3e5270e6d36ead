// Columns of tables. Those of views and composite types are attributes of these.
// Source: PostgreSQL manual, 53.7 pg_attribute, 53.6 pg_attrdef.
#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/normalise.h"

namespace syncline::postgres {

namespace {

// Three queries: most columns have nothing but a name and a type, a narrow row of few words. What few
// columns have comes in the second. The third has the expressions, the dearest part.

std::string column_query(int) {
  return R"(
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       NOT a.attislocal AND NOT c.relispartition
FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped)";
}

enum Column { Table, Number, Name, Type, NotNull, Inherited };

enum Trait {
  Collation = 2,
  Storage,
  Compression,
  Statistics,
  Options,
  Identity,
  Generated,
};

// Since 17 a partition shows the identity of the table above; before, it has none.
std::string trait_query(int version) {
  return fmt::format(
      R"(
SELECT a.attrelid, a.attnum,
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
          FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
          WHERE l.oid = a.attcollation) END,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
       {0}, NULLIF(a.attstattarget, -1), a.attoptions,
       CASE WHEN a.attidentity <> '' AND NOT {1} THEN a.attidentity END,
       NULLIF(a.attgenerated, '')
FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
     JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attrelid >= 16384 AND a.attnum > 0
      AND (a.attcollation <> t.typcollation OR a.attstorage <> t.typstorage OR {0} <> ''
           OR a.attstattarget <> -1 OR a.attoptions IS NOT NULL OR a.attidentity <> ''
           OR a.attgenerated <> ''))",
      version >= 140000 ? "NULLIF(a.attcompression, '')" : "NULL",
      version >= 170000 ? "c.relispartition" : "false");
}

enum Expression { DefaultOid, DefaultTable, DefaultNumber, DefaultText };

// Told which table an expression is of, the server opens that table, which costs several times what
// writing the expression does. Only an expression that names columns needs it.
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
    reading.add({catalogs::pg_class, table_oid, number}, std::move(object));
  }
}

/// The column that a row is about; null for what is not read, and for columns that are no objects.
Object* column_at(const Result& rows, int row, int table, int number, Reading& reading) {
  Object* object = reading.object(Address{catalogs::pg_class, rows.oid(row, table),
                                          static_cast<std::int32_t>(rows.number(row, number))});
  return object && object->id.kind() == "column" ? object : nullptr;
}

void read_trait(const Result& rows, int row, Attributes& attributes) {
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

void read_traits(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    if (Object* column = column_at(rows, row, Table, Number, reading)) {
      read_trait(rows, row, column->attributes);
    }
  }
}

void read_defaults(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    Object* column = column_at(rows, row, DefaultTable, DefaultNumber, reading);
    if (!column) continue;
    const bool generated = !column->text(attribute::generated).empty();
    column->attributes.set(generated ? attribute::expression : attribute::default_value,
                           normalise_expression(rows.text(row, DefaultText), reading.version));
    reading.alias({catalogs::pg_attrdef, rows.oid(row, DefaultOid)}, column->id);
  }
}

}  // namespace

const Reader column_reader{"columns", column_query, read_columns};
const Reader column_trait_reader{"column traits", trait_query, read_traits};
const Reader column_default_reader{"column defaults", default_query, read_defaults};

}  // namespace syncline::postgres
