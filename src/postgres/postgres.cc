#include "postgres/postgres.h"

#include "postgres/backup.h"
#include "postgres/keep.h"
#include "postgres/kinds/kinds.h"
#include "postgres/offline_shell.h"
#include "postgres/reserved.h"
#include "postgres/scratch.h"
#include "postgres/session.h"
#include "postgres/sql.h"
#include "postgres/statement.h"
#include "postgres/url.h"
#include "postgres/whole_database.h"

namespace syncline::postgres {

namespace {

constexpr std::string_view schemes[] = {"postgresql", "postgres"};

// The server's default puts the schema of the user's name before "public". Names without a schema
// must mean the same for every user, as on a scratch database; and the ledger's schema may be
// called like a user.
constexpr std::string_view plain_search_path =
    "SELECT set_config('search_path', 'public', false)"
    " WHERE current_setting('search_path') = '\"$user\", public'";
constexpr std::string_view reset_settings =
    "RESET ALL; SELECT set_config('search_path', 'public', false)"
    " WHERE current_setting('search_path') = '\"$user\", public'";

std::unique_ptr<Session> connect(const std::string& url, const ConnectOptions& options) {
  Settings settings = parse_url(url);
  std::chrono::milliseconds timeout = options.timeout;
  if (const auto given = settings.find("connect_timeout"); given != settings.end()) {
    if (const int seconds = std::atoi(given->second.c_str()); seconds > 0) {
      timeout = std::chrono::seconds(seconds);
    }
  }
  auto connection = std::make_unique<Connection>(std::move(settings), timeout);
  connection->run(std::string(plain_search_path));
  if (options.read_only) connection->run("SET default_transaction_read_only = on");
  return std::make_unique<PostgresSession>(std::move(connection));
}

}  // namespace

const Dialect& dialect() {
  static const Dialect postgresql{
      .name = "postgresql",
      .url_schemes = schemes,
      .syntax = syntax,
      .kinds = all_kinds(),
      .ledger_prefix = "syncline.",
      .usual_schema = "public",
      .longest_name = 63,
      .is_reserved = is_reserved,
      .connect = connect,
      .scratch = make_scratch,
      .quote_name = quote_name,
      .quote_text = quote_text,
      .display_url = display_url,
      .table_exists_sql = "SELECT 1 WHERE to_regclass($1) IS NOT NULL",
      .make_ledger_place_sql = "CREATE SCHEMA IF NOT EXISTS syncline",
      // The number is the bytes of "syncline".
      .try_lock_sql = "SELECT 1 WHERE pg_try_advisory_lock(8320803159843368549)",
      .unlock_sql = "SELECT pg_advisory_unlock(8320803159843368549)",
      .end_lock_holder_sql =
          "SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d"
          " ON d.oid = l.database WHERE l.locktype = 'advisory' AND l.granted"
          " AND d.datname = current_database() AND l.objsubid = 1"
          " AND l.classid::int8 << 32 | l.objid::int8 = 8320803159843368549",
      .now_sql =
          "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')",
      .reset_settings_sql = reset_settings,
      .script_prologue = "SET check_function_bodies = off;\n\n",
      .offline_shell = &psql,
      .backup_tools = &backup_tools,
      .keep_tools = &keep_tools,
      .whole = &whole_database,
  };
  return postgresql;
}

}  // namespace syncline::postgres
