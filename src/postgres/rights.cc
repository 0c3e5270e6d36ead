#include "postgres/rights.h"

#include <fmt/format.h>

#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

// $1 in the last column: to_regnamespace() needs no right, has_table_privilege() none either.
constexpr std::string_view rights_sql = R"(
WITH ours AS (
  SELECT oid, has_schema_privilege(oid, 'USAGE') AS usage, has_schema_privilege(oid, 'CREATE') AS make
  FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'syncline')
), ledger AS (
  SELECT bool_and(has_table_privilege(c.oid, 'SELECT')) AS reads,
    bool_and(has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
      AND has_table_privilege(c.oid, 'DELETE')) AS writes, count(*) AS tables
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'syncline' AND c.relkind = 'r' AND c.relname IN ('state', 'revisions', 'journal', 'lease')
), place AS (
  SELECT has_schema_privilege(oid, 'USAGE') AS usage FROM pg_namespace WHERE nspname = 'syncline'
)
SELECT coalesce((SELECT bool_and(usage) FROM ours), true) AS read_schema,
  coalesce((SELECT bool_or(make) FROM ours), false)
    OR has_database_privilege(current_database(), 'CREATE') AS change_schema,
  CASE WHEN ledger.tables > 0 THEN ledger.reads AND (SELECT usage FROM place) END AS read_ledger,
  CASE WHEN ledger.tables > 0 THEN ledger.writes AND (SELECT usage FROM place)
    ELSE has_database_privilege(current_database(), 'CREATE') END AS write_ledger,
  (SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user) AS create_database,
  pg_is_in_recovery() AS in_recovery,
  to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS clock
FROM ledger)";

// What the applier must own to alter it. Extensions and what belongs to a column's sequence follow
// their owners by themselves.
constexpr std::string_view owned_sql = R"(
WITH owned AS (
  SELECT c.relowner AS owner, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END || ' '
    || format('%I.%I', n.nspname, c.relname) AS object, 'pg_class'::regclass AS catalog, c.oid
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  UNION ALL
  SELECT p.proowner, CASE p.prokind WHEN 'a' THEN 'AGGREGATE' WHEN 'p' THEN 'PROCEDURE'
      ELSE 'FUNCTION' END || ' ' || format('%I.%I(%s)', n.nspname, p.proname,
      pg_get_function_identity_arguments(p.oid)), 'pg_proc'::regclass, p.oid
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  UNION ALL
  SELECT t.typowner, CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END || ' '
    || format('%I.%I', n.nspname, t.typname), 'pg_type'::regclass, t.oid
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.typtype IN ('e', 'd') OR (t.typtype = 'c' AND c.relkind = 'c')
)
SELECT r.rolname AS owner, r.rolsuper AS super, o.object
FROM owned o JOIN pg_roles r ON r.oid = o.owner
WHERE o.object !~ '^[A-Z ]+ "?(pg_|information_schema)' AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = o.catalog AND d.objid = o.oid AND (d.deptype = 'e'
    OR (d.deptype IN ('a', 'i') AND o.object LIKE 'SEQUENCE %')))
ORDER BY 1, 3)";

constexpr std::string_view schemas_sql =
    "SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_'"
    " AND nspname NOT IN ('information_schema', 'syncline') ORDER BY 1";

bool is_true(const Rows& rows, std::string_view column) { return rows.text(0, column) == "t"; }

std::string make_role(Session& session, const std::string& role) {
  if (!session.query("SELECT 1 FROM pg_roles WHERE rolname = $1", {role}).empty()) return "";
  return fmt::format("CREATE ROLE {0} LOGIN;  -- then, in psql, its password: \\password {0}\n",
                     quote_name(role));
}

std::string reader_part(const std::string& database, const GrantRoles& roles) {
  const std::string reader = quote_name(roles.reader);
  std::string sql = fmt::format(
      "\n-- {0} looks: schemas are read from the catalogs, which everybody may read.\n"
      "GRANT CONNECT ON DATABASE {1} TO {0};\n"
      "GRANT USAGE ON SCHEMA syncline TO {0};\n"
      "GRANT SELECT ON ALL TABLES IN SCHEMA syncline TO {0};\n"
      "ALTER DEFAULT PRIVILEGES FOR ROLE {2} IN SCHEMA syncline GRANT SELECT ON TABLES TO {0};\n",
      reader, database, quote_name(roles.applier));
  sql += fmt::format(
      "-- To make backups it needs the rows as well: GRANT pg_read_all_data TO {};\n", reader);
  return sql;
}

std::string applier_part(Session& session, const std::string& database, const GrantRoles& roles) {
  const std::string applier = quote_name(roles.applier);
  std::string sql = fmt::format(
      "\n-- {0} changes: it makes objects, and must own those that it alters or drops.\n"
      "GRANT CONNECT, CREATE ON DATABASE {1} TO {0};\n",
      applier, database);
  const Rows schemas = session.query(schemas_sql);
  for (std::size_t row = 0; row < schemas.rows.size(); ++row) {
    sql += fmt::format("GRANT USAGE, CREATE ON SCHEMA {} TO {};\n",
                       quote_name(schemas.text(row, "name")), applier);
  }
  const Rows owned = session.query(owned_sql);
  std::string granted;  ///< the owner that was spoken of last
  for (std::size_t row = 0; row < owned.rows.size(); ++row) {
    const std::string owner = owned.text(row, "owner");
    if (owner == roles.applier) continue;
    // Nobody becomes a superuser by a script of ours: the objects change hands in its place.
    if (owned.text(row, "super") == "t") {
      sql += fmt::format("ALTER {} OWNER TO {};\n", owned.text(row, "object"), applier);
    } else if (owner != granted) {
      sql += fmt::format("GRANT {} TO {};  -- owns objects here\n", quote_name(owner), applier);
      granted = owner;
    }
  }
  return sql;
}

/// Also of a ledger that another role has made.
std::string ledger_part(const GrantRoles& roles) {
  const std::string applier = quote_name(roles.applier);
  return fmt::format(
      "\n-- The ledger.\n"
      "CREATE SCHEMA IF NOT EXISTS syncline;\n"
      "GRANT USAGE, CREATE ON SCHEMA syncline TO {0};\n"
      "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA syncline TO {0};\n",
      applier);
}

}  // namespace

Rights rights_of(Session& session) {
  const Rows rows = session.query(rights_sql);
  Rights rights;
  rights.read_schema = is_true(rows, "read_schema");
  rights.change_schema = is_true(rows, "change_schema");
  if (!rows.text(0, "read_ledger").empty()) rights.read_ledger = is_true(rows, "read_ledger");
  rights.write_ledger = is_true(rows, "write_ledger");
  rights.create_database = is_true(rows, "create_database");
  rights.in_recovery = is_true(rows, "in_recovery");
  rights.clock = rows.text(0, "clock");
  return rights;
}

std::string grants_script(Session& session, const GrantRoles& roles) {
  const std::string database = quote_name(session.server().database);
  std::string sql = "-- Run by the owner of the database or a superuser; it may run twice.\n";
  sql += make_role(session, roles.reader);
  if (roles.applier != roles.reader) sql += make_role(session, roles.applier);
  return sql + applier_part(session, database, roles) + ledger_part(roles) +
         reader_part(database, roles);
}

}  // namespace syncline::postgres
