#include "sqlite/sqlite.h"

#include <unistd.h>

#include "sqlite/backup.h"
#include "sqlite/keep.h"
#include "sqlite/kinds/kinds.h"
#include "sqlite/obstacles.h"
#include "sqlite/offline_shell.h"
#include "sqlite/reserved.h"
#include "sqlite/row_tools.h"
#include "sqlite/scratch.h"
#include "sqlite/session.h"
#include "sqlite/sql.h"
#include "sqlite/url.h"
#include "sqlite/whole_database.h"

namespace syncline::sqlite {

namespace {

constexpr std::string_view schemes[] = {"sqlite", "sqlite3"};

std::unique_ptr<Session> connect(const std::string& url, const ConnectOptions& options) {
  Location location = parse_url(url);
  ConnectOptions own = options;
  own.read_only = own.read_only || location.read_only;
  return std::make_unique<SqliteSession>(location.path, own);
}

/// There are no roles: what the file system allows is what may be done.
Rights rights(Session& session) {
  const std::string& path = session.server().database;
  Rights rights;
  rights.read_schema = true;
  const bool memory = path.empty() || path.front() == ':';
  rights.change_schema = rights.write_ledger = memory || access(path.c_str(), W_OK) == 0;
  rights.create_database = true;
  if (!session.query("SELECT 1 FROM sqlite_schema WHERE name = 'syncline_state'").empty())
    rights.read_ledger = true;
  rights.clock =
      session.query("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now").text(0, "now");
  return rights;
}

constexpr std::string_view table_counts =
    "SELECT '' AS schema, count(*) AS tables FROM sqlite_schema WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'syncline\\_%' ESCAPE '\\'";
constexpr std::string_view table_sizes =
    "SELECT '' AS schema, s.tbl_name AS name, sum(d.pgsize) AS bytes, NULL AS rows"
    " FROM sqlite_schema s JOIN dbstat d ON d.name = s.name WHERE d.aggregate = 1"
    " AND s.tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND s.tbl_name NOT LIKE 'syncline\\_%' ESCAPE '\\' GROUP BY 2 ORDER BY 3 DESC, 2";

/// There are no secrets in a path.
std::string display_url(const std::string& url) { return url; }

}  // namespace

const Dialect& dialect() {
  static const Dialect sqlite = {
      .name = "sqlite",
      .url_schemes = schemes,
      .syntax = syntax,
      .kinds = all_kinds(),
      .ledger_prefix = ledger_prefix,
      .usual_schema = "main",
      .is_reserved = is_reserved,
      .types_are_hints = true,
      .connect = connect,
      .scratch = make_scratch,
      .quote_name = quote_name,
      .quote_text = quote_text,
      .rights = rights,
      .display_url = display_url,
      .table_exists_sql =
          "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1 COLLATE NOCASE",
      .now_sql = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
      .table_counts_sql = table_counts,
      .table_sizes_sql = table_sizes,
      .offline_shell = &shell,
      .backup_tools = &backup_tools,
      .keep_tools = &keep_tools,
      .row_tools = &row_tools,
      .whole = &whole_database,
      .obstacles = &obstacle_tools,
  };
  return sqlite;
}

}  // namespace syncline::sqlite
