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
  DefaultOid,
  Default,
  Partition,
};

// Names are asked for only where they are unusual: most columns have NULL in most of these.
std::string column_query(int version) {
  return fmt::format(
      R"(
SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       NOT a.attislocal,
       CASE WHEN a.attcollation <> t.typcollation THEN
         (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
          FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
          WHERE l.oid = a.attcollation) END,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
       {}, NULLIF(a.attstattarget, -1), a.attoptions, NULLIF(a.attidentity, ''),
       NULLIF(a.attgenerated, ''), d.oid,
       CASE WHEN d.oid IS NOT NULL THEN pg_get_expr(d.adbin, d.adrelid) END,
       c.relispartition
FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped)",
      version >= 140000 ? "NULLIF(a.attcompression, '')" : "NULL");
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
void read_settings(const Result& rows, int row, Attributes& attributes) {
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
}

void read_value(const Result& rows, int row, Attributes& attributes, int version) {
  // Since 17 a partition shows the identity of the table above; before, it has none.
  const bool from_above = version >= 170000 && rows.flag(row, Partition);
  if (!rows.null(row, Identity) && !from_above) {
    attributes.set(attribute::identity, rows.text(row, Identity) == "a"
                                            ? std::string("always")
                                            : std::string("by default"));
  }
  if (rows.null(row, Default)) return;
  std::string expression = normalise_expression(rows.text(row, Default), version);
  if (rows.null(row, Generated)) {
    attributes.set(attribute::default_value, std::move(expression));
  } else {
    attributes.set(attribute::generated, rows.text(row, Generated) == "v" ? std::string("virtual")
                                                                          : std::string("stored"));
    attributes.set(attribute::expression, std::move(expression));
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
    object.attributes.set(attribute::inherited,
                          rows.flag(row, Inherited) && !rows.flag(row, Partition));
    read_settings(rows, row, object.attributes);
    read_value(rows, row, object.attributes, reading.version);
    if (!rows.null(row, DefaultOid)) {
      reading.alias({catalogs::pg_attrdef, rows.oid(row, DefaultOid)}, object.id);
    }
    reading.add({catalogs::pg_class, table_oid, number}, std::move(object));
  }
}

}  // namespace

const Reader column_reader{"columns", column_query, read_columns};

}  // namespace syncline::postgres
