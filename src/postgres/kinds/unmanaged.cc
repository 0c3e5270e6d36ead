// What a database holds and no kind of ours reads: named, so that it is never silently left out.
// Not named: owners, and large objects, which are rows rather than schema.
#include <fmt/format.h>

#include <string>

#include "postgres/kinds/kinds.h"
#include "postgres/kinds/writing.h"

namespace syncline::postgres {

namespace {

/// One sort of thing: a query of (oid of its schema or 0, name).
struct Sort {
  std::string_view kind, catalog, columns, from;
};

// Source: PostgreSQL manual, part VII, "System Catalogs".
constexpr Sort sorts[] = {
    {"access method", "pg_am", "0, x.amname::text", "pg_am x"},
    {"base type", "pg_type", "x.typnamespace, x.oid::regtype::text",
     "pg_type x WHERE x.typtype = 'b' AND x.typcategory <> 'A'"},
    {"cast", "pg_cast", "0, x.castsource::regtype || ' as ' || x.casttarget::regtype",
     "pg_cast x"},
    {"collation", "pg_collation", "x.collnamespace, x.oid::regcollation::text",
     "pg_collation x"},
    {"conversion", "pg_conversion", "x.connamespace, x.conname::text", "pg_conversion x"},
    {"default privilege", "pg_default_acl",
     "x.defaclnamespace, 'of ' || pg_get_userbyid(x.defaclrole)", "pg_default_acl x"},
    {"event trigger", "pg_event_trigger", "0, x.evtname::text", "pg_event_trigger x"},
    {"foreign data wrapper", "pg_foreign_data_wrapper", "0, x.fdwname::text",
     "pg_foreign_data_wrapper x"},
    {"foreign table", "pg_class", "x.relnamespace, x.oid::regclass::text",
     "pg_class x WHERE x.relkind = 'f'"},
    {"grant", "pg_class", "x.relnamespace, 'on ' || x.oid::regclass",
     "pg_class x WHERE x.relacl IS NOT NULL"},
    {"grant", "pg_namespace", "x.oid, 'on schema ' || quote_ident(x.nspname)",
     "pg_namespace x WHERE x.nspacl IS NOT NULL AND x.nspname <> 'public'"},
    {"grant", "pg_proc", "x.pronamespace, 'on ' || x.oid::regprocedure",
     "pg_proc x WHERE x.proacl IS NOT NULL"},
    {"grant", "pg_type", "x.typnamespace, 'on ' || x.oid::regtype",
     "pg_type x WHERE x.typacl IS NOT NULL"},
    {"operator", "pg_operator", "x.oprnamespace, x.oid::regoperator::text", "pg_operator x"},
    {"operator class", "pg_opclass", "x.opcnamespace, x.opcname::text", "pg_opclass x"},
    {"operator family", "pg_opfamily", "x.opfnamespace, x.opfname::text", "pg_opfamily x"},
    {"policy", "pg_policy", "0, quote_ident(x.polname) || ' on ' || x.polrelid::regclass",
     "pg_policy x"},
    {"procedural language", "pg_language", "0, x.lanname::text", "pg_language x"},
    {"publication", "pg_publication", "0, x.pubname::text", "pg_publication x"},
    {"range type", "pg_type", "x.typnamespace, x.oid::regtype::text",
     "pg_type x WHERE x.typtype = 'r'"},
    {"row security", "pg_class", "x.relnamespace, x.oid::regclass::text",
     "pg_class x WHERE (x.relrowsecurity OR x.relforcerowsecurity)"},
    {"server", "pg_foreign_server", "0, x.srvname::text", "pg_foreign_server x"},
    {"statistics", "pg_statistic_ext", "x.stxnamespace, x.stxname::text",
     "pg_statistic_ext x"},
    {"text search configuration", "pg_ts_config", "x.cfgnamespace, x.oid::regconfig::text",
     "pg_ts_config x"},
    {"text search dictionary", "pg_ts_dict", "x.dictnamespace, x.oid::regdictionary::text",
     "pg_ts_dict x"},
    {"text search parser", "pg_ts_parser", "x.prsnamespace, x.prsname::text",
     "pg_ts_parser x"},
    {"text search template", "pg_ts_template", "x.tmplnamespace, x.tmplname::text",
     "pg_ts_template x"},
    {"transform", "pg_transform", "0, 'for ' || x.trftype::regtype", "pg_transform x"},
};

// Without an oid of their own, or one that everybody may read.
constexpr std::string_view others =
    " UNION ALL SELECT 'user mapping', 0, quote_ident(x.usename) || ' on ' || quote_ident(x.srvname)"
    " FROM pg_user_mappings x"
    " UNION ALL SELECT 'subscription', 0, x.subname::text FROM pg_subscription x"
    " WHERE x.subdbid = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database())"
    " UNION ALL SELECT 'security label', 0,"
    " 'on ' || pg_describe_object(x.classoid, x.objoid, x.objsubid) FROM pg_seclabel x";

std::string unmanaged_query(int) {
  std::string sql;
  for (const Sort& sort : sorts) {
    const bool has_where = sort.from.find(" WHERE ") != std::string_view::npos;
    sql += fmt::format("{}SELECT '{}', {} FROM {} {} x.oid >= 16384 AND {}",
                       sql.empty() ? "" : " UNION ALL ", sort.kind, sort.columns, sort.from,
                       has_where ? "AND" : "WHERE", stands_alone(sort.catalog, "x.oid"));
  }
  return sql.append(others);
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
