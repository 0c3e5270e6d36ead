// A connection to one database: read its catalog, run statements.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

  /// The catalog, from one snapshot, in one round trip. Objects of the ledger, of the system and members
  /// of extensions are not in it; objects outside `scope` are counted as unmanaged.
  virtual Catalog read(const Scope& scope) = 0;

  /// A short text that changes whenever the schema may have changed, at a tenth of the cost of read().
  virtual std::string stamp() = 0;

  /// One statement with $1, $2 … parameters.
  virtual Rows query(std::string_view sql, const Parameters& parameters = {}) = 0;

  /// One statement whose rows do not matter. Throws Error(Database) with statement, sqlstate, position.
  virtual void execute(std::string_view sql) = 0;

  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;  ///< harmless when no transaction is open

  /// Whether the dialect refuses this statement inside a transaction (CREATE INDEX CONCURRENTLY, VACUUM).
  virtual bool needs_no_transaction(std::string_view sql) const = 0;

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
