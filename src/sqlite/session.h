// A connection to one SQLite database, as the dialect's contract has it.
//
// begin() turns foreign keys off, since a table cannot be rebuilt while they are on, and starts
// with BEGIN IMMEDIATE. commit() looks for rows whose foreign keys point at nothing; when the
// transaction has brought about any, it is rolled back and the error names table, row and parent.
// What pointed at nothing before may stay. Afterwards foreign keys are as they were before begin().
// The search reads all tables with foreign keys, so it is left out when the transaction wrote to
// nothing but the ledger.
#pragma once

#include <memory>
#include <optional>

#include "sqlite/connection.h"
#include "sqlite/foreign_keys.h"

namespace syncline::sqlite {

class SqliteSession : public Session {
 public:
  SqliteSession(const std::string& path, const ConnectOptions& options);

  const ServerInfo& server() const override { return server_; }
  Catalog read(const Scope& scope) override;
  std::string stamp() override;
  Rows query(std::string_view sql, const Parameters& parameters) override;
  Rows query_within(std::chrono::milliseconds limit, std::string_view sql) override;
  void execute(std::string_view sql) override;
  void begin() override;
  void begin_plain() override;
  void commit() override;
  void rollback() noexcept override;
  bool needs_no_transaction(std::string_view sql) const override;
  bool differs_inside_transaction(std::string_view sql) const override;
  void let_go() override { connection_.let_go(); }
  Aftermath aftermath(std::string_view sql, const std::string& witness) override;
  void load(const Script& script, std::vector<std::string>& notes) override;
  void set_lock_policy(const LockPolicy& policy) override;

  Connection& connection() { return connection_; }

 private:
  void run(std::string_view sql, const std::function<void(Cursor&)>& with_rows,
           const Parameters& parameters);
  void restore_foreign_keys();

  Connection connection_;
  ServerInfo server_;
  bool foreign_keys_ = false;  ///< were on before begin()
  bool plain_ = false;         ///< the transaction was opened by begin_plain()
  bool writes_rows_ =
      false;  ///< the statement just prepared writes to a table that is not the ledger's
  std::optional<Violations> before_;  ///< found before the first such statement of the transaction
};

}  // namespace syncline::sqlite
