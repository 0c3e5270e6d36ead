// Indexes that stand by themselves; those of keys and exclusion constraints are read with these.
//
// Keys are put together here from column numbers: asking the server for the text of every index
// triples the time of reading. It is asked for expressions only. Source: PostgreSQL manual, 53.26
// pg_index, 53.33 pg_opclass.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "postgres/kinds/kinds.h"
#include "postgres/kinds/relations.h"
#include "postgres/kinds/writing.h"
#include "postgres/normalise.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

enum Column {
  What,
  OidColumn,
  Schema,
  Name,
  Table,
  Method,
  Unique,
  Valid,
  Keys,
  KeyCount,
  Classes,
  Collations,
  Directions,
  Expressions,
  Predicate,
  Options,
  Tablespace,
  Clustered,
  ReplicaIdentity,
  Whole,
  NullsNotDistinct,
  Settings,
};

// Three sorts of rows: operator classes that are not what a type has anyway, collations, indexes.
// On a materialized view, whose columns are no objects, all keys come as text.
std::string index_query(int version) {
  return fmt::format(
      R"(
SELECT 'class', o.oid, o.opcnamespace, o.opcname, o.opcintype, m.amname, o.opcdefault, NULL::bool,
       format_type(o.opcintype, NULL), NULL::int, quote_ident(n.nspname) || '.' ||
       quote_ident(o.opcname), NULL, NULL, NULL::text[], NULL, NULL::text[], NULL::name, NULL::bool,
       NULL::bool, NULL::text, NULL::bool, NULL::text[]
FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod JOIN pg_namespace n ON n.oid = o.opcnamespace
UNION ALL
SELECT 'collation', l.oid, l.collnamespace, l.collname, 0, NULL, false, false,
       quote_ident(n.nspname) || '.' || quote_ident(l.collname), NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
WHERE l.oid IN (SELECT DISTINCT unnest(indcollation) FROM pg_index WHERE indexrelid >= 16384)
UNION ALL
SELECT 'index', c.oid, c.relnamespace, c.relname, i.indrelid, m.amname, i.indisunique,
       i.indisvalid OR c.relkind = 'I', i.indkey::text, i.indnkeyatts, i.indclass::text,
       i.indcollation::text, i.indoption::text,
       CASE WHEN i.indexprs IS NOT NULL OR t.relkind = 'm'
            THEN ARRAY(SELECT CASE WHEN i.indkey[k - 1] = 0 OR t.relkind = 'm'
                                   THEN pg_get_indexdef(c.oid, k, false) ELSE '' END
                       FROM generate_series(1, i.indnatts) k) END,
       CASE WHEN i.indpred IS NOT NULL THEN pg_get_expr(i.indpred, i.indrelid) END,
       c.reloptions, s.spcname, i.indisclustered, i.indisreplident,
       h.inhparent::text, {}, a.settings
FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid
     JOIN pg_class t ON t.oid = i.indrelid
     JOIN pg_am m ON m.oid = c.relam
     LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
     LEFT JOIN pg_inherits h ON h.inhrelid = c.oid AND c.relispartition
     LEFT JOIN (SELECT attrelid, array_agg(attnum || ' ' || coalesce(attstattarget, -1) || ' ' ||
                                           coalesce(array_to_string(attoptions, ', '), ''))
                       AS settings
                FROM pg_attribute
                WHERE attrelid >= 16384 AND attnum > 0
                      AND (attoptions IS NOT NULL OR attstattarget > 0)
                GROUP BY attrelid) a ON a.attrelid = c.oid
WHERE i.indexrelid >= 16384 AND NOT i.indisprimary AND NOT i.indisexclusion
      AND t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't'
      AND c.oid NOT IN (SELECT objid FROM pg_depend
                        WHERE refclassid = 3079 AND classid = 1259 AND deptype = 'e'))",
      version >= 150000 ? "i.indnullsnotdistinct" : "false");
}

struct OperatorClass {
  std::string name;
  bool is_default = false;
};

/// What the rows before the indexes say.
struct Names {
  std::unordered_map<Oid, OperatorClass> classes;
  std::map<std::pair<std::string, std::string>, Oid> defaults;  ///< by method and type
  std::unordered_map<Oid, std::string> collations;
};

/// "text" of "text", "character varying" of "character varying(20)".
std::string without_modifier(const std::string& type) {
  const std::size_t open = type.find('(');
  if (open == std::string::npos) return type;
  return type.substr(0, open) + type.substr(std::min(type.find(')') + 1, type.size()));
}

/// The operator class as it must be written; "" when the server takes it anyway.
std::string class_clause(Oid oid, const Object* column, const std::string& method,
                         const Names& names, const std::string& options) {
  const auto found = names.classes.find(oid);
  if (found == names.classes.end()) return "";
  bool usual = found->second.is_default;
  if (column) {
    // A type with a default of its own (citext) may still be indexed by that of another (text).
    const auto own = names.defaults.find({method, without_modifier(column->text(attribute::type))});
    if (own != names.defaults.end()) usual = own->second == oid;
  }
  if (usual && options.empty()) return "";
  std::string clause = found->second.name;
  const std::string_view system = "pg_catalog.";
  if (clause.starts_with(system)) clause.erase(0, system.size());
  return " " + clause + (options.empty() ? "" : " (" + options + ")");
}

std::string collation_clause(Oid oid, const Object* column, const Names& names) {
  constexpr Oid the_default = 100;
  const auto found = names.collations.find(oid);
  if (found == names.collations.end()) return "";
  const std::string& own = column ? column->text(attribute::collation) : std::string();
  if (own == found->second || (own.empty() && oid == the_default)) return "";
  return " COLLATE " + found->second;
}

std::string direction_clause(std::int64_t bits) {
  const bool descending = bits & 1, nulls_first = bits & 2;
  if (descending) return nulls_first ? " DESC" : " DESC NULLS LAST";
  return nulls_first ? " NULLS FIRST" : "";
}

/// Statistics target and operator class options of the keys, by number.
struct KeySettings {
  std::vector<std::string> statistics;  ///< "2=500"
  std::map<std::size_t, std::string> options;
};

KeySettings key_settings(const std::vector<std::string>& rows) {
  KeySettings settings;
  for (const std::string& row : rows) {  // "2 500 siglen='32'"
    const std::size_t first = row.find(' '), second = row.find(' ', first + 1);
    const std::string number = row.substr(0, first);
    const std::string target = row.substr(first + 1, second - first - 1);
    if (target != "-1") settings.statistics.push_back(number + "=" + target);
    if (second + 1 < row.size()) settings.options[std::stoul(number)] = row.substr(second + 1);
  }
  std::sort(settings.statistics.begin(), settings.statistics.end());
  return settings;
}

void read_keys(const Result& rows, int row, Object& object, Reading& reading, const Names& names) {
  const std::vector<std::int64_t> numbers = rows.numbers(row, Keys),
                                  classes = rows.numbers(row, Classes),
                                  collations = rows.numbers(row, Collations),
                                  directions = rows.numbers(row, Directions);
  const std::vector<std::string> expressions = rows.list(row, Expressions);
  const std::size_t key_count = static_cast<std::size_t>(rows.number(row, KeyCount));
  const std::string method = rows.string(row, Method);
  const KeySettings settings = key_settings(rows.list(row, Settings));
  std::vector<std::string> keys, include;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const Object* column = nullptr;
    std::string text;
    if (numbers[i] != 0) {
      object.depends_on.push_back(reading.id(
          {catalogs::pg_class, rows.oid(row, Table), static_cast<std::int32_t>(numbers[i])}));
    }
    if (!expressions.empty() && !expressions[i].empty()) {
      text = normalise_expression(expressions[i], reading.version);
    } else {
      column = reading.object(
          Address{catalogs::pg_class, rows.oid(row, Table), static_cast<std::int32_t>(numbers[i])});
      text = i < key_count ? quote_name(column->id.name()) : column->id.name();
    }
    if (i >= key_count) {
      include.push_back(column ? text : unquoted(text));
      continue;
    }
    const auto option = settings.options.find(i + 1);
    text += collation_clause(static_cast<Oid>(collations[i]), column, names);
    text += class_clause(static_cast<Oid>(classes[i]), column, method, names,
                         option == settings.options.end() ? "" : option->second);
    text += direction_clause(directions[i]);
    keys.push_back(std::move(text));
  }
  object.attributes.set(attribute::keys, std::move(keys));
  object.attributes.set(attribute::include, std::move(include));
  object.attributes.set(attribute::statistics, settings.statistics);
}

void read_index(const Result& rows, int row, Reading& reading, const Names& names) {
  const Oid oid = rows.oid(row, OidColumn);
  if (reading.id({catalogs::pg_class, oid})) return;  // a constraint's
  const ObjectId table = reading.id({catalogs::pg_class, rows.oid(row, Table)});
  if (!table) return;
  Object object{.id = {"index", {reading.schema(rows.oid(row, Schema)), rows.string(row, Name)}},
                .parent = table};
  Attributes& attributes = object.attributes;
  attributes.set(attribute::table, qualified(table.path()));
  if (rows.text(row, Method) != "btree") attributes.set("method", rows.string(row, Method));
  attributes.set("unique", rows.flag(row, Unique));
  attributes.set("invalid", !rows.flag(row, Valid));
  attributes.set(attribute::nulls_not_distinct, rows.flag(row, NullsNotDistinct));
  attributes.set(attribute::clustered, rows.flag(row, Clustered));
  attributes.set(attribute::replica_identity, rows.flag(row, ReplicaIdentity));
  attributes.set(attribute::tablespace, rows.string(row, Tablespace));
  std::vector<std::string> options = rows.list(row, Options);
  std::sort(options.begin(), options.end());
  attributes.set(attribute::options, std::move(options));
  if (!rows.null(row, Predicate)) {
    attributes.set("where", normalise_expression(rows.text(row, Predicate), reading.version));
  }
  read_keys(rows, row, object, reading, names);
  reading.add({catalogs::pg_class, oid}, std::move(object));
}

void read_indexes(const Result& rows, Reading& reading) {
  Names names;
  for (int row = 0; row < rows.rows(); ++row) {
    const Oid oid = rows.oid(row, OidColumn);
    if (rows.text(row, What) == "class") {
      const bool is_default = rows.flag(row, Unique);
      names.classes[oid] = {rows.string(row, Classes), is_default};
      if (is_default) names.defaults[{rows.string(row, Method), rows.string(row, Keys)}] = oid;
    } else if (rows.text(row, What) == "collation") {
      names.collations[oid] = rows.string(row, Keys);
    } else {
      read_index(rows, row, reading, names);
    }
  }
  for (int row = 0; row < rows.rows(); ++row) {
    if (rows.text(row, What) != "index" || rows.null(row, Whole)) continue;
    Object* part = reading.object(Address{catalogs::pg_class, rows.oid(row, OidColumn)});
    const ObjectId whole = reading.id({catalogs::pg_class, rows.oid(row, Whole)});
    if (!part || part->id.kind() != "index" || !whole) continue;
    part->attributes.set(attribute::partition_of, qualified({whole.path().front(), whole.name()}));
  }
}

}  // namespace

const Reader index_reader{"indexes", index_query, read_indexes, true};

}  // namespace syncline::postgres
