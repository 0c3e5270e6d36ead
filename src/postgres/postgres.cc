#include "postgres/postgres.h"

#include <fmt/format.h>

#include "base/interrupt.h"
#include "base/text.h"
#include "postgres/backup.h"
#include "postgres/keep.h"
#include "postgres/kinds/kinds.h"
#include "postgres/obstacles.h"
#include "postgres/offline_shell.h"
#include "postgres/reserved.h"
#include "postgres/rights.h"
#include "postgres/row_tools.h"
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

constexpr std::string_view table_counts =
    "SELECT n.nspname AS schema, count(*) AS tables FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
    " AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'syncline') GROUP BY 1";
constexpr std::string_view table_sizes =
    "SELECT n.nspname AS schema, c.relname AS name, pg_catalog.pg_total_relation_size(c.oid) AS "
    "bytes,"
    " CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END AS rows FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')"
    " AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'syncline')"
    " ORDER BY 3 DESC, 1, 2";

/// Names near the one that does not exist, or all when they are few; asked of the same server.
std::string databases_there(Settings settings) {
  try {
    settings["dbname"] = "postgres";
    Connection connection(std::move(settings), std::chrono::seconds(3));
    const OwnedResult rows = connection.run(
        "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1");
    const Result result(rows.get());
    std::vector<std::string> names;
    for (int row = 0; row < result.rows() && row < 12; ++row)
      names.push_back(result.string(row, 0));
    return fmt::format("; there {} {}{}", names.size() == 1 ? "is" : "are", join(names, ", "),
                       result.rows() > 12 ? ", …" : "");
  } catch (const Error&) {
    return "";  // who may not look there gets the plain hint
  }
}

bool is_full(std::string_view message) {
  return message.find("too many clients already") != message.npos ||
         message.find("remaining connection slots") != message.npos;
}

/// A server without a free connection may have one in a moment: many environments of one server are
/// looked at together.
std::unique_ptr<Connection> connected(const Settings& settings, std::chrono::milliseconds timeout) {
  constexpr std::chrono::milliseconds pause{100};
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (true) {
    try {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      return std::make_unique<Connection>(settings, left);
    } catch (Error& error) {
      const std::string_view message = error.what();
      const bool missing =
          message.find(": database \"") != message.npos && message.ends_with("does not exist");
      if (missing) error.hint += databases_there(settings);
      if (!is_full(message) || deadline - std::chrono::steady_clock::now() < 2 * pause) throw;
    }
    pause_for(pause);
  }
}

std::unique_ptr<Session> connect(const std::string& url, const ConnectOptions& options) {
  Settings settings = parse_url(url);
  std::chrono::milliseconds timeout = options.timeout;
  if (const auto given = settings.find("connect_timeout"); given != settings.end()) {
    if (const int seconds = std::atoi(given->second.c_str()); seconds > 0) {
      timeout = std::chrono::seconds(seconds);
    }
  }
  auto connection = connected(settings, timeout);
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
      .is_settings = is_keyword_string,
      .rights = rights_of,
      .grants_script = grants_script,
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
      .table_counts_sql = table_counts,
      .table_sizes_sql = table_sizes,
      .script_prologue = "SET check_function_bodies = off;\n\n",
      .offline_shell = &psql,
      .backup_tools = &backup_tools,
      .keep_tools = &keep_tools,
      .row_tools = &row_tools,
      .whole = &whole_database,
      .obstacles = &obstacle_tools,
  };
  return postgresql;
}

}  // namespace syncline::postgres
