#include "postgres/stamp.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "postgres/pipeline.h"

namespace syncline::postgres {

namespace {

/// Rows of a system catalog that hold schema. A row is written anew, with another xmin, by any DDL
/// that changes it. VACUUM and ANALYZE change rows of pg_class in place, and nextval() only the
/// sequence itself.
struct Watched {
  std::string_view catalog;
  std::string_view key;    ///< a number; with xmin all that is looked at
  std::string_view where;  ///< which rows are the user's
};

// "space" and "relation" are the schemas and the relations that are not the system's, not temporary
// and not the ledger's.
constexpr Watched watched[] = {
    {"pg_attribute", "t.attrelid::int8 << 16 | t.attnum",
     "JOIN relation r ON r.oid = t.attrelid WHERE t.attrelid >= 16384 AND t.attnum > 0"
     " AND r.relkind NOT IN ('i', 'I', 'S')"},
    {"pg_attrdef", "t.oid::int8", "JOIN relation r ON r.oid = t.adrelid"},
    {"pg_index", "t.indexrelid::int8", "JOIN relation r ON r.oid = t.indrelid"},
    {"pg_trigger", "t.oid::int8", "JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal"},
    {"pg_rewrite", "t.oid::int8", "JOIN relation r ON r.oid = t.ev_class"},
    {"pg_inherits", "t.inhrelid::int8 << 16 | t.inhseqno", "JOIN relation r ON r.oid = t.inhrelid"},
    {"pg_sequence", "t.seqrelid::int8", "JOIN relation r ON r.oid = t.seqrelid"},
    {"pg_partitioned_table", "t.partrelid::int8", "JOIN relation r ON r.oid = t.partrelid"},
    {"pg_foreign_table", "t.ftrelid::int8", "JOIN relation r ON r.oid = t.ftrelid"},
    {"pg_policy", "t.oid::int8", "JOIN relation r ON r.oid = t.polrelid"},
    {"pg_publication_rel", "t.oid::int8", "JOIN relation r ON r.oid = t.prrelid"},
    {"pg_constraint", "t.oid::int8", "JOIN space s ON s.oid = t.connamespace"},
    {"pg_type", "t.oid::int8", "JOIN space s ON s.oid = t.typnamespace"},
    {"pg_proc", "t.oid::int8", "JOIN space s ON s.oid = t.pronamespace"},
    {"pg_collation", "t.oid::int8", "JOIN space s ON s.oid = t.collnamespace"},
    {"pg_operator", "t.oid::int8", "JOIN space s ON s.oid = t.oprnamespace"},
    {"pg_opclass", "t.oid::int8", "JOIN space s ON s.oid = t.opcnamespace"},
    {"pg_opfamily", "t.oid::int8", "JOIN space s ON s.oid = t.opfnamespace"},
    {"pg_conversion", "t.oid::int8", "JOIN space s ON s.oid = t.connamespace"},
    {"pg_statistic_ext", "t.oid::int8", "JOIN space s ON s.oid = t.stxnamespace"},
    {"pg_ts_config", "t.oid::int8", "JOIN space s ON s.oid = t.cfgnamespace"},
    {"pg_ts_dict", "t.oid::int8", "JOIN space s ON s.oid = t.dictnamespace"},
    {"pg_aggregate", "t.aggfnoid::oid::int8", "WHERE t.aggfnoid::oid >= 16384"},
    {"pg_range", "t.rngtypid::int8", "WHERE t.rngtypid >= 16384"},
    {"pg_enum", "t.oid::int8", "WHERE t.oid >= 16384"},
    {"pg_cast", "t.oid::int8", "WHERE t.oid >= 16384"},
    {"pg_language", "t.oid::int8", "WHERE t.oid >= 16384"},
    {"pg_event_trigger", "t.oid::int8", ""},
    {"pg_publication", "t.oid::int8", ""},
    {"pg_foreign_server", "t.oid::int8", ""},
    {"pg_foreign_data_wrapper", "t.oid::int8", ""},
    {"pg_extension", "t.oid::int8", ""},
    {"pg_description", "t.objoid::int8 << 16 | t.objsubid",
     "WHERE t.objoid >= 16384 OR t.classoid = 2615"},
};

/// Rows that one transaction wrote are hashed together: they are many, and the transactions few.
std::string part(std::string_view name, std::string_view from, std::string_view key) {
  return fmt::format(
      " UNION ALL SELECT '{}', sum(rows)::int8, sum(hashtext(concat_ws(' ', xmin, rows, keys)))"
      " FROM (SELECT t.xmin, count(*) AS rows, sum({}) AS keys FROM {} GROUP BY t.xmin) written",
      name, key, from);
}

std::string stamp_query() {
  std::string parts = part("pg_namespace", "space t", "t.oid::int8");
  parts += part("pg_class", "relation t", "t.oid::int8");
  for (const Watched& each : watched) {
    parts += part(each.catalog, fmt::format("{} t {}", each.catalog, each.where), each.key);
  }
  return "WITH space AS MATERIALIZED (SELECT oid, xmin FROM pg_namespace"
         "  WHERE oid = 2200 OR (oid >= 16384 AND nspname <> 'syncline'"
         "   AND nspname !~ '^pg_(toast_)?temp_')),"
         " relation AS MATERIALIZED (SELECT c.oid, c.xmin, c.relkind FROM pg_class c"
         "  JOIN space s ON s.oid = c.relnamespace)"
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
