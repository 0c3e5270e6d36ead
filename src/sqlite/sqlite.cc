#include "sqlite/sqlite.h"

#include "sqlite/backup.h"
#include "sqlite/keep.h"
#include "sqlite/kinds/kinds.h"
#include "sqlite/offline_shell.h"
#include "sqlite/reserved.h"
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
      .display_url = display_url,
      .table_exists_sql =
          "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1 COLLATE NOCASE",
      .now_sql = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
      .offline_shell = &shell,
      .backup_tools = &backup_tools,
      .keep_tools = &keep_tools,
      .whole = &whole_database,
  };
  return sqlite;
}

}  // namespace syncline::sqlite
