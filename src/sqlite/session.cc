#include "sqlite/session.h"

#include "base/hash.h"
#include "base/text.h"
#include "sqlite/reading.h"
#include "sqlite/sql.h"
#include "sqlite/token_reader.h"

namespace syncline::sqlite {

namespace {

/// Tables of SQLite's and of ours hold no foreign keys of the user's.
bool is_ours(std::string_view table) {
  return table.starts_with("sqlite_") || table.starts_with(ledger_prefix);
}

/// Statements of scripts that have no meaning inside the one transaction of load().
enum class Passed { No, Silently, Noted };

Passed passed_over(const Statement& statement) {
  std::vector<Token> tokens = tokens_of(statement.text);
  TokenReader reader(tokens);
  if (reader.sees("ATTACH") || reader.sees("DETACH")) {
    throw Error(Failure::Input, "ATTACH and DETACH are no part of a schema").at(statement.place);
  }
  if (reader.sees("ROLLBACK"))
    throw Error(Failure::Input, "ROLLBACK is no part of a schema").at(statement.place);
  if (reader.sees("BEGIN") || reader.sees("COMMIT") || reader.sees("END")) return Passed::Silently;
  return reader.sees("VACUUM") ? Passed::Noted : Passed::No;
}

}  // namespace

SqliteSession::SqliteSession(const std::string& path, const ConnectOptions& options)
    : connection_(path, options) {
  server_.dialect = "sqlite";
  server_.version = Connection::library_version();
  server_.major = 3;
  server_.database = path;
  server_.place = path;
}

Catalog SqliteSession::read(const Scope& scope) {
  bool own = !connection_.in_transaction();
  if (own) connection_.run("BEGIN");
  try {
    Catalog catalog = read_catalog(connection_);
    if (own) connection_.run("COMMIT");
    Scope names = scope;
    names.schemas.clear();  // SQLite has none
    return restricted(std::move(catalog), names);
  } catch (...) {
    if (own) rollback();
    throw;
  }
}

/// SQLite counts schema changes, but the count says nothing once a file was replaced by another;
/// the texts themselves do, and to read them is cheap.
std::string SqliteSession::stamp() {
  Hash hash;
  Cursor rows = connection_.prepare("SELECT type, name, tbl_name, sql FROM main.sqlite_schema");
  while (rows.next()) {
    if (is_ours(rows.text(2))) continue;
    for (int i = 0; i < 4; ++i) hash.add_field(rows.text(i));
  }
  return hash.hex().substr(0, 32);
}

void SqliteSession::run(std::string_view sql, const std::function<void(Cursor&)>& with_rows,
                        const Parameters& parameters) {
  writes_rows_ = false;
  bool watched = connection_.in_transaction() && !before_ && !plain_;
  if (watched) {
    connection_.on_write = [this](std::string_view table) {
      writes_rows_ = writes_rows_ || !is_ours(table);
    };
  }
  Cursor cursor = [&] {
    try {
      Cursor prepared = connection_.prepare(sql, parameters);
      connection_.on_write = nullptr;
      return prepared;
    } catch (...) {
      connection_.on_write = nullptr;
      throw;
    }
  }();
  if (watched && writes_rows_) before_ = find_violations(connection_);
  with_rows(cursor);
}

Rows SqliteSession::query(std::string_view sql, const Parameters& parameters) {
  Rows result;
  run(
      sql,
      [&](Cursor& cursor) {
        for (int i = 0; i < cursor.columns(); ++i) result.columns.emplace_back(cursor.column(i));
        while (cursor.next()) {
          std::vector<std::optional<std::string>>& row = result.rows.emplace_back();
          for (int i = 0; i < cursor.columns(); ++i) {
            row.push_back(cursor.null(i) ? std::nullopt : std::optional(cursor.string(i)));
          }
        }
      },
      parameters);
  return result;
}

Rows SqliteSession::query_within(std::chrono::milliseconds limit, std::string_view sql) {
  const std::vector<Token> tokens = tokens_of(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is(";") || i + 1 == tokens.size()) continue;
    throw Error(Failure::Database, "one statement was expected, and there are several");
  }
  if (tokens.empty()) throw Error(Failure::Database, "there is no statement");
  struct Deadline {
    Connection& connection;
    ~Deadline() { connection.clear_deadline(); }
  } deadline{connection_};
  connection_.set_deadline(std::chrono::steady_clock::now() + limit);
  return query(sql, {});
}

void SqliteSession::execute(std::string_view sql) {
  const auto to_the_end = [](Cursor& cursor) {
    while (cursor.next()) {
    }
  };
  // PRAGMA journal_mode needs the file for itself, and SQLite does not wait for that.
  if (!differs_inside_transaction(sql)) return run(sql, to_the_end, {});
  connection_.insist([&] { run(sql, to_the_end, {}); });
}

void SqliteSession::begin_plain() {
  connection_.run("BEGIN IMMEDIATE");
  plain_ = true;
}

void SqliteSession::begin() {
  plain_ = false;
  {
    Cursor setting = connection_.prepare("PRAGMA foreign_keys");
    foreign_keys_ = setting.next() && setting.number(0) != 0;
  }
  if (foreign_keys_) connection_.run("PRAGMA foreign_keys = OFF");
  before_.reset();
  try {
    connection_.run(connection_.read_only() ? "BEGIN" : "BEGIN IMMEDIATE");
  } catch (...) {
    restore_foreign_keys();
    throw;
  }
}

void SqliteSession::commit() {
  if (before_) {
    Violations after = find_violations(connection_);
    if (const Violation* violation = first_new(*before_, after)) {
      Error error(Failure::Database, "a foreign key is violated: " + violation->text());
      error.with_hint("nothing was changed; the transaction was rolled back");
      rollback();
      throw error;
    }
  }
  connection_.run("COMMIT");
  before_.reset();
  plain_ = false;
  restore_foreign_keys();
}

void SqliteSession::rollback() noexcept {
  try {
    before_.reset();
    plain_ = false;
    if (connection_.in_transaction()) connection_.run("ROLLBACK");
    connection_.run("PRAGMA legacy_alter_table = OFF");  // a rebuild may have failed half-way
    restore_foreign_keys();
  } catch (...) {
    // The connection closes without a commit, which is a rollback as well.
  }
}

void SqliteSession::restore_foreign_keys() {
  if (foreign_keys_) connection_.run("PRAGMA foreign_keys = ON");
  foreign_keys_ = false;
}

bool SqliteSession::needs_no_transaction(std::string_view sql) const {
  std::vector<Token> tokens = tokens_of(sql);
  TokenReader reader(tokens);
  if (reader.sees("VACUUM") || reader.sees("ATTACH") || reader.sees("DETACH")) return true;
  if (!reader.accept({"PRAGMA"})) return false;
  std::string pragma = lower(reader.name());
  return pragma == "foreign_keys" || pragma == "journal_mode";
}

bool SqliteSession::differs_inside_transaction(std::string_view sql) const {
  const std::vector<Token> tokens = tokens_of(sql);
  return TokenReader(tokens).sees("PRAGMA");
}

/// What SQLite refuses inside a transaction does no harm when it runs once more.
Aftermath SqliteSession::aftermath(std::string_view, const std::string&) {
  return {Aftermath::Verdict::Repeat, "", {}};
}

void SqliteSession::load(const Script& script, std::vector<std::string>& notes) {
  connection_.run("BEGIN");
  const Statement* current = nullptr;
  try {
    for (const Statement& statement : script.statements) {
      current = &statement;
      Passed passed = passed_over(statement);
      if (passed == Passed::Noted) notes.push_back(statement.text + " ignored");
      if (passed == Passed::No) connection_.run(statement.text);
    }
    current = nullptr;
    connection_.run("COMMIT");
  } catch (Error& error) {
    rollback();
    if (current && !error.place) {
      error.failure = Failure::Input;
      error.at(place_in(*current, error.position));
    }
    throw;
  } catch (...) {
    rollback();
    throw;
  }
}

void SqliteSession::set_lock_policy(const LockPolicy& policy) {
  connection_.set_patience(policy.budget);
}

}  // namespace syncline::sqlite
