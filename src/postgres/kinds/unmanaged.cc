// What a database holds and no kind of ours reads: named, so that it is never silently left out.
// Not named: owners, grants on single columns, large objects (rows rather than schema), and what
// stands on a foreign table (which is named itself).
#include <fmt/format.h>

#include <string>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"

namespace syncline::postgres {

namespace {

/// One sort of thing: a query of (oid of its schema or 0, name) over `x`, a row of a catalog.
struct Sort {
  std::string_view kind, catalog, columns, condition;
};

// Source: PostgreSQL manual, part VII, "System Catalogs".
constexpr Sort sorts[] = {
    {"access method", "pg_am", "0, x.amname::text", ""},
    {"base type", "pg_type", "x.typnamespace, x.oid::regtype::text",
     "(x.typtype = 'b' AND x.typcategory <> 'A' OR NOT x.typisdefined)"},
    {"cast", "pg_cast", "0, x.castsource::regtype || ' as ' || x.casttarget::regtype", ""},
    {"collation", "pg_collation", "x.collnamespace, x.oid::regcollation::text", ""},
    {"conversion", "pg_conversion",
     "x.connamespace, x.connamespace::regnamespace || '.' || quote_ident(x.conname)", ""},
    {"default privilege", "pg_default_acl",
     "x.defaclnamespace, 'of ' || pg_get_userbyid(x.defaclrole)", ""},
    {"event trigger", "pg_event_trigger", "0, x.evtname::text", ""},
    {"foreign data wrapper", "pg_foreign_data_wrapper", "0, x.fdwname::text", ""},
    {"foreign table", "pg_class", "x.relnamespace, x.oid::regclass::text", "x.relkind = 'f'"},
    {"grant", "pg_class", "x.relnamespace, 'on ' || x.oid::regclass", "x.relacl IS NOT NULL"},
    {"grant", "pg_namespace", "x.oid, 'on schema ' || quote_ident(x.nspname)",
     "x.nspacl IS NOT NULL AND x.nspname <> 'public'"},
    {"grant", "pg_proc", "x.pronamespace, 'on ' || x.oid::regprocedure", "x.proacl IS NOT NULL"},
    {"grant", "pg_type", "x.typnamespace, 'on ' || x.oid::regtype", "x.typacl IS NOT NULL"},
    {"operator", "pg_operator", "x.oprnamespace, x.oid::regoperator::text", ""},
    {"operator class", "pg_opclass",
     "x.opcnamespace, x.opcnamespace::regnamespace || '.' || quote_ident(x.opcname)", ""},
    {"operator family", "pg_opfamily",
     "x.opfnamespace, x.opfnamespace::regnamespace || '.' || quote_ident(x.opfname)", ""},
    {"policy", "pg_policy", "0, quote_ident(x.polname) || ' on ' || x.polrelid::regclass", ""},
    {"procedural language", "pg_language", "0, x.lanname::text", ""},
    {"publication", "pg_publication", "0, x.pubname::text", ""},
    {"range type", "pg_type", "x.typnamespace, x.oid::regtype::text", "x.typtype = 'r'"},
    {"row security", "pg_class", "x.relnamespace, x.oid::regclass::text",
     "(x.relrowsecurity OR x.relforcerowsecurity)"},
    {"server", "pg_foreign_server", "0, x.srvname::text", ""},
    {"statistics", "pg_statistic_ext",
     "x.stxnamespace, x.stxnamespace::regnamespace || '.' || quote_ident(x.stxname)", ""},
    {"text search configuration", "pg_ts_config", "x.cfgnamespace, x.oid::regconfig::text", ""},
    {"text search dictionary", "pg_ts_dict", "x.dictnamespace, x.oid::regdictionary::text", ""},
    {"text search parser", "pg_ts_parser",
     "x.prsnamespace, x.prsnamespace::regnamespace || '.' || quote_ident(x.prsname)", ""},
    {"text search template", "pg_ts_template",
     "x.tmplnamespace, x.tmplnamespace::regnamespace || '.' || quote_ident(x.tmplname)", ""},
    {"transform", "pg_transform", "0, 'for ' || x.trftype::regtype", ""},
};

// Without an oid of their own, or one that everybody may read.
constexpr std::string_view others =
    " UNION ALL SELECT 'user mapping', 0,"
    " quote_ident(x.usename) || ' on ' || quote_ident(x.srvname) FROM pg_user_mappings x"
    " UNION ALL SELECT 'subscription', 0, x.subname::text FROM pg_subscription x"
    " WHERE x.subdbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())"
    " UNION ALL SELECT 'security label', 0,"
    " 'on ' || pg_describe_object(x.classoid, x.objoid, x.objsubid) FROM pg_seclabel x";

/// Members of extensions are left out once for all: with OFFSET the server does not plan that for
/// each.
std::string unmanaged_query(int) {
  std::string sql;
  for (const Sort& sort : sorts) {
    sql += fmt::format(
        "{}SELECT '{}'::text, '{}'::regclass, x.oid, {} FROM {} x WHERE x.oid >= 16384{}{}",
        sql.empty() ? "" : " UNION ALL ", sort.kind, sort.catalog, sort.columns, sort.catalog,
        sort.condition.empty() ? "" : " AND ", sort.condition);
  }
  return fmt::format(
      "SELECT u.kind, u.schema, u.name FROM ({} OFFSET 0) u (kind, class, oid, schema, name) WHERE"
      " COALESCE((SELECT false FROM pg_depend d WHERE d.classid = u.class AND d.objid = u.oid"
      " AND d.deptype IN ('e', 'i') LIMIT 1), true){}",
      sql, others);
}

void read_unmanaged(const Result& rows, Reading& reading) {
  for (int row = 0; row < rows.rows(); ++row) {
    const Oid schema = rows.oid(row, 1);
    if (schema != 0 && reading.schema(schema).empty()) continue;
    reading.unmanaged(rows.text(row, 0), rows.string(row, 2));
  }
}

}  // namespace

const Reader unmanaged_reader{"unmanaged", unmanaged_query, read_unmanaged};

}  // namespace syncline::postgres
