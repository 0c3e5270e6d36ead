#include "postgres/stamp.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "postgres/pipeline.h"

namespace syncline::postgres {

namespace {

/// Where what is temporary and what is the ledger's is told from the user's: a row's own schema,
/// its relation, or nowhere. The toast tables of the user's count: they change with their tables,
/// and to leave out thousands of them would cost a sixth of the query.
/// LargeRelation is Relation for catalogs of many rows: there a hash table is worth its making.
enum class Through { Nothing, Schema, Relation, LargeRelation };

/// Rows of a system catalog that hold schema. A row is written anew, with another xmin, by any DDL
/// that changes it. VACUUM and ANALYZE change rows of pg_class in place, and nextval() only the
/// sequence itself. Each catalog has its price, so those are left out that cannot change alone:
/// pg_attrdef (a default comes and goes with `atthasdef` in pg_attribute, and a new one is both),
/// pg_partitioned_table (its default partition is in pg_class too), pg_aggregate (written with its
/// pg_proc), pg_range (with its pg_type).
struct Watched {
  std::string_view catalog;
  std::string_view object;
  std::string_view where;
  Through through = Through::Nothing;
  std::string_view column = {};  ///< the one with the schema or the relation
  std::string_view part = {};    ///< the number that tells several rows of an object
};

constexpr Watched watched[] = {
    {"pg_class", "oid", "t.oid >= 16384", Through::LargeRelation, "oid"},
    {"pg_attribute", "attrelid", "t.attrelid >= 16384 AND t.attnum > 0", Through::LargeRelation,
     "attrelid", "attnum"},
    {"pg_index", "indexrelid", "t.indrelid >= 16384", Through::LargeRelation, "indrelid"},
    {"pg_trigger", "oid", "t.tgrelid >= 16384 AND NOT t.tgisinternal", Through::Relation,
     "tgrelid"},
    {"pg_rewrite", "oid", "t.ev_class >= 16384", Through::Relation, "ev_class"},
    {"pg_inherits", "inhrelid", "t.inhrelid >= 16384", Through::Relation, "inhrelid", "inhseqno"},
    {"pg_sequence", "seqrelid", "t.seqrelid >= 16384", Through::Relation, "seqrelid"},
    {"pg_foreign_table", "ftrelid", "t.ftrelid >= 16384", Through::Relation, "ftrelid"},
    {"pg_policy", "oid", "t.polrelid >= 16384", Through::Relation, "polrelid"},
    {"pg_publication_rel", "oid", "t.prrelid >= 16384", Through::Relation, "prrelid"},
    {"pg_constraint", "oid", "t.oid >= 16384", Through::Schema, "connamespace"},
    {"pg_type", "oid", "t.oid >= 16384", Through::Schema, "typnamespace"},
    {"pg_proc", "oid", "t.oid >= 16384", Through::Schema, "pronamespace"},
    {"pg_collation", "oid", "t.oid >= 16384", Through::Schema, "collnamespace"},
    {"pg_operator", "oid", "t.oid >= 16384", Through::Schema, "oprnamespace"},
    {"pg_opclass", "oid", "t.oid >= 16384", Through::Schema, "opcnamespace"},
    {"pg_opfamily", "oid", "t.oid >= 16384", Through::Schema, "opfnamespace"},
    {"pg_conversion", "oid", "t.oid >= 16384", Through::Schema, "connamespace"},
    {"pg_statistic_ext", "oid", "t.oid >= 16384", Through::Schema, "stxnamespace"},
    {"pg_ts_config", "oid", "t.oid >= 16384", Through::Schema, "cfgnamespace"},
    {"pg_ts_dict", "oid", "t.oid >= 16384", Through::Schema, "dictnamespace"},
    {"pg_namespace", "oid", "(t.oid >= 16384 OR t.oid = 2200)", Through::Schema, "oid"},
    {"pg_enum", "oid", "t.oid >= 16384"},
    {"pg_cast", "oid", "t.oid >= 16384"},
    {"pg_language", "oid", "t.oid >= 16384"},
    {"pg_event_trigger", "oid", "t.oid >= 16384"},
    {"pg_publication", "oid", "t.oid >= 16384"},
    {"pg_foreign_server", "oid", "t.oid >= 16384"},
    {"pg_foreign_data_wrapper", "oid", "t.oid >= 16384"},
    {"pg_extension", "oid", "t.oid >= 16384"},
    {"pg_description", "objoid", "t.objoid >= 16384", Through::Nothing, "", "objsubid"},
    {"pg_description", "objoid", "t.classoid = 2615 AND t.objoid = 2200"},
};

/// A number for all rows of a catalog, as an expression. It is the time of the query, so it has as
/// few operators as can be.
std::string part(const Watched& one) {
  // age() itself grows with every transaction; the distance to a fixed one does not. Rows of the
  // time of initdb have none, and count as they are: who changes them gives them another xmin.
  std::string seed = one.where.find("2200") == std::string_view::npos
                         ? "age(t.xmin) - own.age"
                         : "COALESCE(NULLIF(age(t.xmin), 2147483647) - own.age, 0)";
  // The distance needs 33 bits, and the part stands above them.
  if (!one.part.empty()) seed += fmt::format(" + t.{} * 8589934592", one.part);
  constexpr std::string_view others[] = {"", "<> ALL (own.not_schemas)",
                                         "<> ALL (own.not_relations)",
                                         "NOT IN (SELECT oid FROM other_relation)"};
  std::string filter(one.where);
  if (one.through != Through::Nothing) {
    filter += fmt::format(" AND t.{} {}", one.column, others[static_cast<int>(one.through)]);
  }
  return fmt::format("(SELECT bit_xor(hashoidextended(t.{}, {})) FROM {} t WHERE {})", one.object,
                     seed, one.catalog, filter);
}

std::string stamp_query() {
  // A copy of the database is another database, and an upgraded server reads differently.
  std::vector<std::string> columns = {"current_database()",
                                      "current_setting('server_version_num')"};
  for (const Watched& each : watched) columns.push_back(part(each));
  return "WITH other_schema AS MATERIALIZED (SELECT oid, nspname FROM pg_namespace"
         "  WHERE nspname IN ('syncline', 'pg_toast') OR nspname ~ '^pg_(toast_)?temp_'),"
         " other_table AS MATERIALIZED (SELECT c.oid, c.reltoastrelid AS toast FROM pg_class c"
         "  JOIN other_schema s ON s.oid = c.relnamespace WHERE s.nspname <> 'pg_toast'),"
         " other_relation AS MATERIALIZED (SELECT oid FROM other_table"
         "  UNION ALL SELECT toast FROM other_table"
         "  UNION ALL SELECT i.indexrelid FROM pg_index i JOIN other_table o ON o.toast = "
         "i.indrelid)"
         " SELECT " +
         join(columns, ", ") +
         // One row, so that each of the many parts need not plan a query for these.
         " FROM (SELECT age('1000'::xid)::int8 AS age,"
         " ARRAY(SELECT oid FROM other_schema) AS not_schemas,"
         " ARRAY(SELECT oid FROM other_relation) AS not_relations OFFSET 0) own";
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
  const Result row(rows.get());
  std::string all;
  for (int column = 0; column < row.columns(); ++column) all.append(row.text(0, column)) += ' ';
  return sha256(all).substr(0, 32);
}

}  // namespace syncline::postgres
