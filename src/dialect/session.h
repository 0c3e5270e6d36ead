// A connection to one database: read its catalog, run statements.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/aftermath.h"
#include "dialect/script.h"
#include "diff/scope.h"
#include "model/catalog.h"

namespace syncline {

/// Rows of a small query; big reads never go through this.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<std::string>>> rows;

  bool empty() const { return rows.empty(); }
  /// "" for NULL; std::logic_error when there is no such row or column.
  std::string text(std::size_t row, std::string_view column) const;
};

using Parameters = std::vector<std::optional<std::string>>;

struct ServerInfo {
  std::string dialect;   ///< "postgresql", "sqlite"
  std::string version;   ///< as people write it: "15.18", "3.40.1"
  int major = 0;         ///< 15; for SQLite 3
  std::string database;  ///< its name, or the file
  std::string user;
  std::string place;     ///< where it runs, for people, no secrets: "db.example.org:5432", a socket, a file
  bool local = true;     ///< a file, a socket or this machine: no network is between
  std::string tls;       ///< "TLSv1.3"; empty: the connection is not encrypted
  bool tls_verified = false;  ///< and the server has proved that it is the host that was asked for
};

/// How far the server is with a statement that takes long.
struct Building {
  std::string what;   ///< "CREATE INDEX CONCURRENTLY on public.orders"
  std::string phase;  ///< the server's word: "building index: scanning table"
  int percent = 0;    ///< of the phase
};

/// How statements that take locks wait: each try is short, and there are several.
struct LockPolicy {
  std::chrono::milliseconds timeout{1000};  ///< lock_timeout of one try
  std::chrono::milliseconds budget{30000};  ///< all tries together
};

class Session {
 public:
  virtual ~Session() = default;

  virtual const ServerInfo& server() const = 0;

  /// The catalog, from one snapshot, without a query per object. Objects of the ledger, of the system and members
  /// of extensions are not in it; objects outside `scope` are counted as unmanaged.
  virtual Catalog read(const Scope& scope) = 0;

  /// The same for comparing alone: depends_on, which only planning needs, may be left out where that
  /// is quicker.
  virtual Catalog read_to_compare(const Scope& scope) { return read(scope); }

  /// A short text that changes whenever the schema may have changed, at a tenth of the cost of read().
  virtual std::string stamp() = 0;

  /// One statement with $1, $2 … parameters.
  virtual Rows query(std::string_view sql, const Parameters& parameters = {}) = 0;

  /// The same without parameters, for at most `limit`: then the statement is ended, and Error(Database)
  /// says so. The session can be used again, unless alive() is false: the server did not answer to that
  /// either.
  virtual Rows query_within(std::chrono::milliseconds limit, std::string_view sql) = 0;

  /// One statement whose rows do not matter. Throws Error(Database) with statement, sqlstate, position.
  virtual void execute(std::string_view sql) = 0;

  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;  ///< harmless when no transaction is open

  /// begin() without what a revision's transaction needs beside it: for one statement that asked to stand
  /// alone.
  virtual void begin_plain() { begin(); }

  /// begin(), then the statements, sent ahead of their answers where the dialect can; the transaction
  /// stays open. `answered` is called after each, in order. When a lock is not to be had, all of it may
  /// be rolled back and begun again, by the lock policy: then `answered` counts from 0 again. Throws what
  /// execute() throws, about the statement after the last answered one.
  virtual void begin_with(const std::vector<std::string_view>& statements,
                          const std::function<void(std::size_t)>& answered);
  /// These statements, which take no locks that others hold, then commit(); in one message where the
  /// dialect can.
  virtual void commit_with(const std::vector<std::string>& statements);

  /// Whether the dialect refuses this statement inside a transaction (CREATE INDEX CONCURRENTLY, VACUUM).
  virtual bool needs_no_transaction(std::string_view sql) const = 0;

  /// Whether a statement that may stand outside a transaction does something else inside one: it may end
  /// transactions itself (CALL, DO), or is ignored there (PRAGMA).
  virtual bool differs_inside_transaction(std::string_view) const { return false; }

  // Statements outside a transaction leave no mark by themselves. What witness() gives before one is kept
  // until its end was written down; with it aftermath() tells from the catalog what became of it.
  virtual std::string witness(std::string_view) { return ""; }
  virtual Aftermath aftermath(std::string_view sql, const std::string& witness);

  /// A second session with the same database, which can write while the first is in a transaction. Only
  /// where has_another(); may be called from another thread.
  virtual bool has_another() const { return false; }
  virtual std::unique_ptr<Session> another() const { return nullptr; }

  /// For another(): at most one row `what`, `phase`, `percent` about what this session does now. Empty: the
  /// dialect cannot tell.
  virtual std::string building_sql() const { return ""; }

  /// For a while nothing is wanted of the database: what would keep others waiting is given back, and so
  /// are the session's settings. Outside of transactions only.
  virtual void let_go() {}

  /// Whether the connection is still there, as far as it was seen.
  virtual bool alive() const { return true; }

  /// False behind a pooler that gives each transaction to another server process: locks and settings of a
  /// session mean nothing there.
  virtual bool keeps_its_server() { return true; }

  /// Runs a whole script on a scratch database as fast as it goes. Ownership and grants are passed over
  /// and noted. Throws Error(Input) with the place in the user's file.
  virtual void load(const Script& script, std::vector<std::string>& notes) = 0;

  /// From now on every statement waits for locks by this policy; when the budget is spent the error names
  /// who blocks.
  virtual void set_lock_policy(const LockPolicy& policy) = 0;
};

/// Rolls back unless committed.
class OpenTransaction {
 public:
  explicit OpenTransaction(Session& session) : session_(&session) { session.begin(); }
  ~OpenTransaction() {
    if (session_) session_->rollback();
  }
  OpenTransaction(const OpenTransaction&) = delete;
  OpenTransaction& operator=(const OpenTransaction&) = delete;
  void commit() {
    session_->commit();
    session_ = nullptr;
  }

 private:
  Session* session_;
};

}  // namespace syncline
