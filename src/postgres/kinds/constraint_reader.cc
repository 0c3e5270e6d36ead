// Primary keys, unique, check, exclusion constraints and foreign keys. NOT NULL constraints
// (objects of the server since version 18) are a column's attribute. Source: PostgreSQL
// manual, 53.13 pg_constraint.
#include <fmt/format.h>

#include <algorithm>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

enum Column {
  OidColumn,
  Name,
  Type,
  Table,
  Index,
  Referenced,
  Keys,
  ReferencedKeys,
  Deferrable,
  Deferred,
  Validated,
  NoInherit,
  OnUpdate,
  OnDelete,
  Match,
  Expression,
  Definition,
  Whole,
  Attached,
  IndexKeys,
  KeyCount,
  Options,
  Tablespace,
  Clustered,
  ReplicaIdentity,
  DeleteKeys,
  NullsNotDistinct,
  Temporal,
  Enforced,
};

// What a table has from above is no object: checks and foreign keys; keys are (see parts.h).
std::string constraint_query(int version) {
  return fmt::format(
      R"(
SELECT c.oid, c.conname, c.contype, c.conrelid, c.conindid, c.confrelid, c.conkey, c.confkey,
       c.condeferrable, c.condeferred, c.convalidated,
       c.connoinherit AND c.contype = 'c', c.confupdtype, c.confdeltype, c.confmatchtype,
       CASE WHEN c.contype = 'c' THEN pg_get_expr(c.conbin, c.conrelid) END,
       CASE WHEN c.contype = 'x' THEN pg_get_constraintdef(c.oid) END,
       CASE WHEN c.conparentid <> 0 THEN
         (SELECT w.relname FROM pg_constraint p JOIN pg_class w ON w.oid = p.conindid
          WHERE p.oid = c.conparentid) END,
       c.conparentid <> 0, i.indkey, i.indnkeyatts, ic.reloptions, s.spcname,
       i.indisclustered, i.indisreplident, {}, {}, {}, {}
FROM pg_constraint c
     LEFT JOIN pg_index i ON i.indexrelid = c.conindid AND c.contype IN ('p', 'u', 'x')
     LEFT JOIN pg_class ic ON ic.oid = i.indexrelid
     LEFT JOIN pg_tablespace s ON s.oid = ic.reltablespace
WHERE c.conrelid >= 16384 AND c.contype IN ('p', 'u', 'f', 'c', 'x')
  AND (c.contype IN ('p', 'u', 'x') OR (c.conparentid = 0 AND c.conislocal)))",
      version >= 150000 ? "c.confdelsetcols" : "NULL",
      version >= 150000 ? "i.indnullsnotdistinct" : "false",
      version >= 180000 ? "c.conperiod" : "false", version >= 180000 ? "c.conenforced" : "true");
}

std::string type_name(std::string_view letter) {
  switch (letter.front()) {
    case 'p':
      return "primary key";
    case 'u':
      return "unique";
    case 'f':
      return "foreign key";
    case 'x':
      return "exclusion";
    default:
      return "check";
  }
}

/// The words of a foreign key's action; NO ACTION is the default.
std::string action_name(std::string_view letter) {
  if (letter == "r") return "RESTRICT";
  if (letter == "c") return "CASCADE";
  if (letter == "n") return "SET NULL";
  if (letter == "d") return "SET DEFAULT";
  return "";
}

/// "{1,3}" as the names of a table's columns, on which the constraint then depends.
std::vector<std::string> column_names(const std::vector<std::string>& numbers, Oid table,
                                      Object& object, const Reading& reading) {
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const std::string& number : numbers) {
    const ObjectId id = reading.id({catalogs::pg_class, table, std::atoi(number.c_str())});
    names.push_back(id.name());
    object.depends_on.push_back(id);
  }
  return names;
}

void read_foreign_key(const Result& rows, int row, Object& object, const Reading& reading) {
  const Oid referenced = rows.oid(row, Referenced);
  Attributes& attributes = object.attributes;
  attributes.set(attribute::references,
                 qualified(reading.id({catalogs::pg_class, referenced}).path()));
  attributes.set("referenced_columns",
                 column_names(rows.list(row, ReferencedKeys), referenced, object, reading));
  attributes.set("match_full", rows.text(row, Match) == "f");
  attributes.set("on_update", action_name(rows.text(row, OnUpdate)));
  attributes.set("on_delete", action_name(rows.text(row, OnDelete)));
  if (!rows.null(row, DeleteKeys)) {
    attributes.set("on_delete_columns",
                   column_names(rows.list(row, DeleteKeys), rows.oid(row, Table), object, reading));
  }
}

/// What stands in the index of a primary key, unique or exclusion constraint.
void read_index(const Result& rows, int row, Object& object, const Reading& reading) {
  Attributes& attributes = object.attributes;
  attributes.set(attribute::clustered, rows.flag(row, Clustered));
  attributes.set(attribute::replica_identity, rows.flag(row, ReplicaIdentity));
  if (rows.flag(row, Attached)) {
    attributes.set(attribute::partition_of,
                   qualified({object.id.path().front(), rows.string(row, Whole)}));
  }
  if (rows.text(row, Type) == "x") return;  // the definition says the rest
  std::vector<std::string> options = rows.list(row, Options);
  std::sort(options.begin(), options.end());
  attributes.set(attribute::options, std::move(options));
  attributes.set(attribute::tablespace, rows.string(row, Tablespace));
  attributes.set(attribute::nulls_not_distinct, rows.flag(row, NullsNotDistinct));
  const std::vector<std::int64_t> all = rows.numbers(row, IndexKeys);
  std::vector<std::string> include;
  for (std::size_t i = static_cast<std::size_t>(rows.number(row, KeyCount)); i < all.size(); ++i) {
    const ObjectId column =
        reading.id({catalogs::pg_class, rows.oid(row, Table), static_cast<std::int32_t>(all[i])});
    include.push_back(column.name());
    object.depends_on.push_back(column);
  }
  attributes.set(attribute::include, std::move(include));
}

void read_constraint(const Result& rows, int row, ObjectId table, Reading& reading) {
  Object object{.id = constraint_id(table, rows.string(row, Name)), .parent = table};
  const std::string_view type = rows.text(row, Type);
  Attributes& attributes = object.attributes;
  attributes.set(attribute::type, type_name(type));
  if (type == "f") read_foreign_key(rows, row, object, reading);
  if (type == "p" || type == "u" || type == "x") read_index(rows, row, object, reading);
  if (type == "p" || type == "u" || type == "f") {
    attributes.set(attribute::columns,
                   column_names(rows.list(row, Keys), rows.oid(row, Table), object, reading));
    attributes.set("temporal", rows.flag(row, Temporal));
  }
  if (type == "x") {
    attributes.set("definition", rows.string(row, Definition));
  } else {
    attributes.set(attribute::deferrable, rows.flag(row, Deferrable));
    attributes.set(attribute::initially_deferred, rows.flag(row, Deferred));
  }
  if (type == "c") {
    attributes.set(attribute::expression,
                   normalise_expression(rows.text(row, Expression), reading.version));
    attributes.set("no_inherit", rows.flag(row, NoInherit));
  }
  const bool enforced = rows.flag(row, Enforced);
  attributes.set(attribute::not_enforced, !enforced);
  attributes.set(attribute::not_valid, enforced && !rows.flag(row, Validated));
  if (type == "p" || type == "u" || type == "x") {
    reading.alias({catalogs::pg_class, rows.oid(row, Index)}, object.id);
  }
  reading.add({catalogs::pg_constraint, rows.oid(row, OidColumn)}, std::move(object));
}

void read_constraints(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const ObjectId table = reading.id({catalogs::pg_class, rows.oid(row, Table)});
    if (!table || table.kind() != "table") continue;
    const bool foreign = rows.text(row, Type) == "f";
    if (foreign && !reading.id({catalogs::pg_class, rows.oid(row, Referenced)})) {
      // It references a table that an extension made, whose columns are not read.
      reading.unmanaged("foreign key", constraint_id(table, rows.string(row, Name)).text());
      continue;
    }
    read_constraint(rows, row, table, reading);
  }
}

}  // namespace

const Reader constraint_reader{"constraints", constraint_query, read_constraints, true};

}  // namespace syncline::postgres
