// A session that hands everything on, and fails or does something else at a chosen statement.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "dialect/session.h"

namespace syncline::testing {

class FailingSession : public Session {
 public:
  explicit FailingSession(std::unique_ptr<Session> inner) : inner_(std::move(inner)) {}

  /// Called with each text before it runs: statements, queries, and "BEGIN", "COMMIT" for these.
  /// What it throws is thrown.
  std::function<void(const std::string& sql)> before = [](const std::string&) {};

  const ServerInfo& server() const override { return inner_->server(); }
  Catalog read(const Scope& scope) override { return inner_->read(scope); }
  std::string stamp() override { return inner_->stamp(); }
  Rows query(std::string_view sql, const Parameters& parameters) override {
    before(std::string(sql));
    return inner_->query(sql, parameters);
  }
  Rows query_within(std::chrono::milliseconds limit, std::string_view sql) override {
    before(std::string(sql));
    return inner_->query_within(limit, sql);
  }
  void execute(std::string_view sql) override {
    before(std::string(sql));
    inner_->execute(sql);
  }
  void begin() override {
    before("BEGIN");
    inner_->begin();
  }
  void commit() override {
    before("COMMIT");
    inner_->commit();
  }
  void rollback() noexcept override { inner_->rollback(); }
  bool needs_no_transaction(std::string_view sql) const override {
    return inner_->needs_no_transaction(sql);
  }
  bool differs_inside_transaction(std::string_view sql) const override {
    return inner_->differs_inside_transaction(sql);
  }
  void begin_plain() override {
    before("BEGIN");
    inner_->begin_plain();
  }
  std::string witness(std::string_view sql) override { return inner_->witness(sql); }
  Aftermath aftermath(std::string_view sql, const std::string& witness) override {
    return inner_->aftermath(sql, witness);
  }
  bool alive() const override { return inner_->alive(); }
  bool keeps_its_server() override { return inner_->keeps_its_server(); }
  bool has_another() const override { return inner_->has_another(); }
  std::unique_ptr<Session> another() const override { return inner_->another(); }
  void load(const Script& script, std::vector<std::string>& notes) override {
    inner_->load(script, notes);
  }
  void set_lock_policy(const LockPolicy& policy) override { inner_->set_lock_policy(policy); }

 private:
  std::unique_ptr<Session> inner_;
};

}  // namespace syncline::testing
