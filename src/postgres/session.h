// A session with a PostgreSQL database.
#pragma once

#include <memory>
#include <string>

#include "dialect/session.h"
#include "postgres/connection.h"

namespace syncline::postgres {

class PostgresSession : public Session {
 public:
  /// `belongs_to` is let go of after the connection is closed: what goes with the session.
  explicit PostgresSession(std::unique_ptr<Connection> connection,
                           std::shared_ptr<void> belongs_to = nullptr);

  const ServerInfo& server() const override { return server_; }
  Catalog read(const Scope& scope) override;
  Catalog read_to_compare(const Scope& scope) override;
  std::string stamp() override;
  Rows query(std::string_view sql, const Parameters& parameters) override;
  Rows query_within(std::chrono::milliseconds limit, std::string_view sql) override;
  void execute(std::string_view sql) override;
  void begin() override;
  void begin_with(const std::vector<std::string_view>& statements,
                  const std::function<void(std::size_t)>& answered) override;
  void commit() override;
  void commit_with(const std::vector<std::string>& statements) override;
  void rollback() noexcept override;
  bool needs_no_transaction(std::string_view sql) const override;
  bool differs_inside_transaction(std::string_view sql) const override;
  std::string witness(std::string_view sql) override;
  Aftermath aftermath(std::string_view sql, const std::string& witness) override;
  bool has_another() const override { return true; }
  std::unique_ptr<Session> another() const override;
  std::string building_sql() const override;
  bool alive() const override { return connection_->alive(); }
  bool keeps_its_server() override;
  void load(const Script& script, std::vector<std::string>& notes) override;
  void set_lock_policy(const LockPolicy& policy) override;

  Connection& connection() { return *connection_; }

 private:
  std::shared_ptr<void> belongs_to_;  // before the connection, which must be closed first
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Connection> second_;  ///< for reading big catalogs
  ServerInfo server_;
  std::optional<LockPolicy> lock_policy_;
};

ServerInfo describe(const Connection& connection);

}  // namespace syncline::postgres
