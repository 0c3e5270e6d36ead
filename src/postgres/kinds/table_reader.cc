// Tables, partitioned tables and partitions. Views, sequences and composite types read their own
// rows. Source: PostgreSQL manual, 53.11 pg_class, 53.27 pg_inherits.
#include <algorithm>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

enum Column {
  OidColumn,
  Schema,
  Name,
  Unlogged,
  RowType,
  ArrayType,
  Options,
  ToastOptions,
  Method,
  Tablespace,
  RowSecurity,
  ForceRowSecurity,
  ReplicaIdentity,
  OfType,
  PartitionKey,
  Bound,
  Parents,
};

std::string table_query(int) {
  return R"(
SELECT c.oid, c.relnamespace, c.relname, c.relpersistence = 'u', c.reltype, y.typarray,
       c.reloptions, t.reloptions, m.amname, s.spcname, c.relrowsecurity, c.relforcerowsecurity,
       c.relreplident, CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
       h.parents
FROM pg_class c
     LEFT JOIN pg_type y ON y.oid = c.reltype
     LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
     LEFT JOIN pg_am m ON m.oid = c.relam AND m.amname <> 'heap'
     LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     LEFT JOIN (SELECT inhrelid, array_agg(inhparent ORDER BY inhseqno) AS parents
                FROM pg_inherits GROUP BY inhrelid) h ON h.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384 AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 3079 AND classid = 1259 AND deptype = 'e'))";
}

std::vector<std::string> read_options(const Result& rows, int row) {
  std::vector<std::string> options = rows.list(row, Options);
  for (const std::string& option : rows.list(row, ToastOptions)) {
    options.push_back("toast." + option);
  }
  std::sort(options.begin(), options.end());
  return options;
}

/// The letter of pg_class.relreplident; one by index ('i') is said by the index.
std::string replica_identity(std::string_view letter) {
  if (letter == "f") return "FULL";
  if (letter == "n") return "NOTHING";
  return "";
}

void read_table(const Result& rows, int row, Reading& reading) {
  const std::string& schema = reading.schema(rows.oid(row, Schema));
  if (schema.empty()) return;
  const Oid oid = rows.oid(row, OidColumn);
  Object object{.id = {"table", {schema, rows.string(row, Name)}},
                .parent = reading.id({catalogs::pg_namespace, rows.oid(row, Schema)})};
  Attributes& attributes = object.attributes;
  attributes.set(attribute::unlogged, rows.flag(row, Unlogged));
  attributes.set(attribute::options, read_options(rows, row));
  attributes.set("access_method", rows.string(row, Method));
  attributes.set(attribute::tablespace, rows.string(row, Tablespace));
  attributes.set("row_security", rows.flag(row, RowSecurity));
  attributes.set("force_row_security", rows.flag(row, ForceRowSecurity));
  attributes.set(attribute::replica_identity, replica_identity(rows.text(row, ReplicaIdentity)));
  attributes.set(attribute::of_type, rows.string(row, OfType));
  attributes.set(attribute::partition_key,
                 normalise_expression(rows.text(row, PartitionKey), reading.version));
  attributes.set(attribute::bound, rows.string(row, Bound));
  reading.alias({catalogs::pg_type, rows.oid(row, RowType)}, object.id);
  reading.alias({catalogs::pg_type, rows.oid(row, ArrayType)}, object.id);
  reading.add({catalogs::pg_class, oid}, std::move(object));
}

/// Parents may come later in the rows than their heirs.
void read_parents(const Result& rows, int row, Reading& reading) {
  Object* table = reading.object(Address{catalogs::pg_class, rows.oid(row, OidColumn)});
  if (!table) return;
  std::vector<std::string> parents;
  for (const std::string& oid : rows.list(row, Parents)) {
    const ObjectId parent = reading.id({catalogs::pg_class, static_cast<Oid>(std::stoul(oid))});
    if (parent) parents.push_back(qualified(parent.path()));
  }
  if (parents.empty()) return;
  if (rows.null(row, Bound)) {
    table->attributes.set(attribute::inherits, std::move(parents));
  } else {
    table->attributes.set(attribute::partition_of, parents.front());
  }
}

void read_tables(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) read_table(rows, row, reading);
  for (int row = 0; row < rows.rows(); ++row) {
    if (!rows.null(row, Parents)) read_parents(rows, row, reading);
  }
}

}  // namespace

const Reader relation_reader{"tables", table_query, read_tables};

}  // namespace syncline::postgres
