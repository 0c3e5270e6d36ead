#include "postgres/stamp.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "postgres/pipeline.h"

namespace syncline::postgres {

namespace {

/// Where what is temporary and what is the ledger's is told from the user's: a row's own schema,
/// its relation, or nowhere. The toast tables of the user's count: they change with their tables,
/// and to leave out thousands of them would cost a sixth of the query.
enum class Through { Nothing, Schema, Relation };

/// Rows of a system catalog that hold schema. A row is written anew, with another xmin, by any DDL
/// that changes it. VACUUM and ANALYZE change rows of pg_class in place, and nextval() only the
/// sequence itself.
struct Watched {
  std::string_view catalog;
  std::string_view key;  ///< a number; with xmin all that is looked at
  std::string_view where;
  Through through = Through::Nothing;
  std::string_view column = {};  ///< the one with the schema or the relation
};

constexpr Watched watched[] = {
    {"pg_class", "t.oid::int8", "t.oid >= 16384", Through::Relation, "oid"},
    {"pg_attribute", "t.attrelid::int8 << 16 | t.attnum", "t.attrelid >= 16384 AND t.attnum > 0",
     Through::Relation, "attrelid"},
    {"pg_attrdef", "t.oid::int8", "t.adrelid >= 16384", Through::Relation, "adrelid"},
    {"pg_index", "t.indexrelid::int8", "t.indrelid >= 16384", Through::Relation, "indrelid"},
    {"pg_trigger", "t.oid::int8", "t.tgrelid >= 16384 AND NOT t.tgisinternal", Through::Relation,
     "tgrelid"},
    {"pg_rewrite", "t.oid::int8", "t.ev_class >= 16384", Through::Relation, "ev_class"},
    {"pg_inherits", "t.inhrelid::int8 << 16 | t.inhseqno", "t.inhrelid >= 16384", Through::Relation,
     "inhrelid"},
    {"pg_sequence", "t.seqrelid::int8", "t.seqrelid >= 16384", Through::Relation, "seqrelid"},
    {"pg_partitioned_table", "t.partrelid::int8", "t.partrelid >= 16384", Through::Relation,
     "partrelid"},
    {"pg_foreign_table", "t.ftrelid::int8", "t.ftrelid >= 16384", Through::Relation, "ftrelid"},
    {"pg_policy", "t.oid::int8", "t.polrelid >= 16384", Through::Relation, "polrelid"},
    {"pg_publication_rel", "t.oid::int8", "t.prrelid >= 16384", Through::Relation, "prrelid"},
    {"pg_constraint", "t.oid::int8", "t.oid >= 16384", Through::Schema, "connamespace"},
    {"pg_type", "t.oid::int8", "t.oid >= 16384", Through::Schema, "typnamespace"},
    {"pg_proc", "t.oid::int8", "t.oid >= 16384", Through::Schema, "pronamespace"},
    {"pg_collation", "t.oid::int8", "t.oid >= 16384", Through::Schema, "collnamespace"},
    {"pg_operator", "t.oid::int8", "t.oid >= 16384", Through::Schema, "oprnamespace"},
    {"pg_opclass", "t.oid::int8", "t.oid >= 16384", Through::Schema, "opcnamespace"},
    {"pg_opfamily", "t.oid::int8", "t.oid >= 16384", Through::Schema, "opfnamespace"},
    {"pg_conversion", "t.oid::int8", "t.oid >= 16384", Through::Schema, "connamespace"},
    {"pg_statistic_ext", "t.oid::int8", "t.oid >= 16384", Through::Schema, "stxnamespace"},
    {"pg_ts_config", "t.oid::int8", "t.oid >= 16384", Through::Schema, "cfgnamespace"},
    {"pg_ts_dict", "t.oid::int8", "t.oid >= 16384", Through::Schema, "dictnamespace"},
    {"pg_namespace", "t.oid::int8", "(t.oid >= 16384 OR t.oid = 2200)", Through::Schema, "oid"},
    {"pg_aggregate", "t.aggfnoid::oid::int8", "t.aggfnoid::oid >= 16384"},
    {"pg_range", "t.rngtypid::int8", "t.rngtypid >= 16384"},
    {"pg_enum", "t.oid::int8", "t.oid >= 16384"},
    {"pg_cast", "t.oid::int8", "t.oid >= 16384"},
    {"pg_language", "t.oid::int8", "t.oid >= 16384"},
    {"pg_event_trigger", "t.oid::int8", "t.oid >= 16384"},
    {"pg_publication", "t.oid::int8", "t.oid >= 16384"},
    {"pg_foreign_server", "t.oid::int8", "t.oid >= 16384"},
    {"pg_foreign_data_wrapper", "t.oid::int8", "t.oid >= 16384"},
    {"pg_extension", "t.oid::int8", "t.oid >= 16384"},
    {"pg_description", "t.objoid::int8 << 16 | t.objsubid", "t.objoid >= 16384"},
    {"pg_description", "t.objoid::int8", "t.classoid = 2615 AND t.objoid = 2200"},
};

std::string part(const Watched& one) {
  std::string filter(one.where);
  if (one.through != Through::Nothing) {
    filter += fmt::format(" AND t.{} NOT IN (SELECT oid FROM {})", one.column,
                          one.through == Through::Schema ? "other_schema" : "other_relation");
  }
  // The distance to a fixed transaction, as 32 bits: age() itself grows with every transaction.
  // Rows of the time of initdb have none, and are only counted: who changes them gives them another
  // xmin.
  return fmt::format(
      " UNION ALL SELECT '{0}', count(*),"
      " bit_xor(hashint8extended({1}, (NULLIF(age(t.xmin), 2147483647)::int8 - (SELECT age FROM "
      "base)) & 4294967295))"
      " FROM {0} t WHERE {2}",
      one.catalog, one.key, filter);
}

std::string stamp_query() {
  std::string parts;
  for (const Watched& each : watched) parts += part(each);
  return "WITH base AS MATERIALIZED (SELECT age('1000'::xid)::int8 AS age),"
         " other_schema AS MATERIALIZED (SELECT oid, nspname FROM pg_namespace"
         "  WHERE nspname IN ('syncline', 'pg_toast') OR nspname ~ '^pg_(toast_)?temp_'),"
         " other_table AS MATERIALIZED (SELECT c.oid, c.reltoastrelid AS toast FROM pg_class c"
         "  JOIN other_schema s ON s.oid = c.relnamespace WHERE s.nspname <> 'pg_toast'),"
         " other_relation AS MATERIALIZED (SELECT oid FROM other_table"
         "  UNION ALL SELECT toast FROM other_table"
         "  UNION ALL SELECT i.indexrelid FROM pg_index i JOIN other_table o ON o.toast = "
         "i.indrelid)"
         " SELECT string_agg(concat_ws(' ', name, rows, hash), ', ') FROM ("
         // A copy of the database is another database, and an upgraded server reads differently.
         "SELECT current_setting('server_version_num') AS name, oid::int8 AS rows,"
         " hashtext(datname)::int8 AS hash FROM pg_database WHERE datname = current_database()" +
         parts + ") parts";
}

OwnedResult checked(OwnedResult result, const std::string& sql) {
  if (kind_of(result.get()) == Answer::Failed) throw server_error(result.get(), sql);
  return result;
}

}  // namespace

std::string read_stamp(Connection& connection) {
  static const std::string query = stamp_query();
  // An empty search_path and no JIT: a user's "count" or "sum" is not ours, and compiling costs
  // more than the query. Outside a transaction "SET LOCAL" holds until the sync.
  static const std::string settings =
      "SELECT set_config('search_path', '', true), set_config('jit', 'off', true)";
  const bool inside = connection.in_transaction();
  Pipeline pipeline(connection);
  if (inside) pipeline.send("SAVEPOINT syncline_stamp");
  pipeline.send(settings);
  pipeline.send(query);
  if (inside) pipeline.send("ROLLBACK TO SAVEPOINT syncline_stamp");
  if (inside) pipeline.send("RELEASE SAVEPOINT syncline_stamp");
  pipeline.sync();
  pipeline.flush();
  if (inside) checked(pipeline.next(), settings);
  checked(pipeline.next(), settings);
  const OwnedResult rows = checked(pipeline.next(), query);
  return sha256(Result(rows.get()).text(0, 0)).substr(0, 32);
}

}  // namespace syncline::postgres
