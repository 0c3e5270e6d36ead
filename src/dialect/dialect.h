// The contract with a sort of database: a table of functions.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dialect/backup_tools.h"
#include "dialect/keep_tools.h"
#include "dialect/kind.h"
#include "dialect/obstacles.h"
#include "dialect/offline_shell.h"
#include "dialect/row_tools.h"
#include "dialect/scratch.h"
#include "dialect/script.h"
#include "dialect/session.h"
#include "dialect/whole_database.h"

namespace syncline {

struct ConnectOptions {
  std::chrono::seconds timeout{10};
  bool create = false;  ///< a database file that does not exist may be made
  bool read_only = false;
  std::string origin;        ///< where the url comes from, for hints: "the variable DATABASE_URL"
};

/// What the role of a session may do, and how its server is just now.
struct Rights {
  bool read_schema = false;           ///< every schema that is no system's
  bool change_schema = false;         ///< make objects in one of them, or a schema
  std::optional<bool> read_ledger;    ///< nothing: there is no ledger
  bool write_ledger = false;          ///< or make it, where there is none
  bool create_database = false;
  bool in_recovery = false;           ///< a replica: nothing can be changed
  std::string clock;                  ///< the server's, as the ledger writes times
};

/// Who shall get rights; names of roles.
struct GrantRoles {
  std::string reader, applier;
};

struct Dialect {
  std::string_view name;  ///< "postgresql"
  std::span<const std::string_view>
      url_schemes;  ///< "postgresql", "postgres", …: before ://, or before +
  Syntax syntax;
  /// In the order in which objects of different kinds are made when nothing else decides.
  std::span<const Kind* const> kinds;
  /// Where the ledger's tables stand: put before a table's name ("syncline." or "syncline_").
  std::string_view ledger_prefix;
  /// Where names without a schema are made: "public", "main".
  std::string_view usual_schema = {};
  /// Servers cut longer names, with no more than a notice. 0: they keep them all.
  std::size_t longest_name = 0;
  /// Whether a table or column of this name (in lower case) must be quoted wherever it is written.
  bool (*is_reserved)(std::string_view name) = nullptr;
  /// A declared type does not bind what a column holds.
  bool types_are_hints = false;

  /// Throws Error(Database) with the place, never with the password.
  std::unique_ptr<Session> (*connect)(const std::string& url, const ConnectOptions& options);
  std::unique_ptr<Scratch> (*scratch)(const ScratchOptions& options);
  std::string (*quote_name)(std::string_view name);
  std::string (*quote_text)(std::string_view text);
  /// Whether a text that has no scheme names a database of this dialect ("host=… dbname=…"). Null: none does.
  bool (*is_settings)(std::string_view text) = nullptr;
  Rights (*rights)(Session& session) = nullptr;
  /// A script that lets `reader` look at this database and its ledger, and `applier` change it; it may run
  /// twice. Null: the dialect has no roles.
  std::string (*grants_script)(Session& session, const GrantRoles& roles) = nullptr;
  /// The url without its secrets, for people. Also tells base/secret.h about them.
  std::string (*display_url)(const std::string& url);

  // What the ledger and the lock of a run need, where the dialects differ.
  /// One row when there is a table named $1 (with `ledger_prefix`), else none.
  std::string_view table_exists_sql = {};
  /// Makes the place where the ledger's tables stand; harmless when it is there. Empty: none is
  /// needed.
  std::string_view make_ledger_place_sql = {};
  /// One row when this session now holds the lock of a run, none when another one does; the server
  /// frees it when the session dies. Empty: the dialect has no such lock.
  std::string_view try_lock_sql = {};
  std::string_view unlock_sql = {};
  /// Ends the session that holds the lock; the lock is free a moment later. Empty: there is no way.
  std::string_view end_lock_holder_sql = {};
  /// An expression: the server's clock as the ledger writes times, "2025-01-31T09:30:00.125Z".
  std::string_view now_sql = {};
  /// Puts the settings of a session back to what they were when it began. Empty: nothing needs it.
  std::string_view reset_settings_sql = {};

  /// Rows `schema`, `tables`: how many there are, the ledger's not counted.
  std::string_view table_counts_sql = {};
  /// Rows `schema`, `name`, `bytes` with indexes, `rows` (an estimate; null: not known), the biggest first.
  std::string_view table_sizes_sql = {};

  /// What stands at the top of a script of ours, so that the bodies of routines may name what is made
  /// only further down. A session of ours does the same by itself.
  std::string_view script_prologue = {};
  /// Who runs a file of SQL where we cannot.
  const OfflineShell* offline_shell = nullptr;
  /// How databases are saved into files.
  const BackupTools* backup_tools = nullptr;
  /// How rows are put aside before they are dropped.
  const KeepTools* keep_tools = nullptr;
  /// How rows are copied to another database of the dialect.
  const RowTools* row_tools = nullptr;
  /// Which database a session is with, and how it is emptied.
  const WholeDatabase* whole = nullptr;
  /// Who is in the way of a change.
  const ObstacleTools* obstacles = nullptr;

  const Kind& kind(std::string_view kind_name) const;  ///< std::logic_error when unknown
  std::size_t rank(std::string_view kind_name) const;  ///< its place in `kinds`
};

}  // namespace syncline
