#include "postgres/session.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>

#include "postgres/aftermath.h"
#include "postgres/catalog_reader.h"
#include "postgres/loader.h"
#include "postgres/lock_wait.h"
#include "postgres/pooler.h"
#include "postgres/stamp.h"
#include "postgres/statement.h"

namespace syncline::postgres {

ServerInfo describe(const Connection& connection) {
  const std::string version = connection.parameter("server_version");
  return {.dialect = "postgresql",
          .version = version.substr(0, version.find(' ')),
          .major = connection.version() / 10000,
          .database = connection.database(),
          .user = connection.user(),
          .place = connection.place(),
          .local = connection.local(),
          .tls = connection.tls(),
          .tls_verified = connection.tls_verified()};
}

PostgresSession::PostgresSession(std::unique_ptr<Connection> connection,
                                 std::shared_ptr<void> belongs_to)
    : belongs_to_(std::move(belongs_to)),
      connection_(std::move(connection)),
      server_(describe(*connection_)) {}

Catalog PostgresSession::read(const Scope& scope) {
  return restricted(read_catalog(*connection_, second_, Dependencies::Read), scope);
}

Catalog PostgresSession::read_to_compare(const Scope& scope) {
  return restricted(read_catalog(*connection_, second_, Dependencies::LeftOut), scope);
}

std::string PostgresSession::stamp() { return read_stamp(*connection_); }

namespace {

Rows rows_of(const OwnedResult& owned) {
  const Result result(owned.get());
  Rows rows;
  for (int column = 0; column < PQnfields(owned.get()); ++column) {
    rows.columns.emplace_back(PQfname(owned.get(), column));
  }
  const int width = static_cast<int>(rows.columns.size());
  for (int row = 0; row < result.rows(); ++row) {
    auto& cells = rows.rows.emplace_back();
    for (int column = 0; column < width; ++column) {
      if (result.null(row, column)) {
        cells.emplace_back();
      } else {
        cells.emplace_back(result.string(row, column));
      }
    }
  }
  return rows;
}

}  // namespace

Rows PostgresSession::query(std::string_view sql, const Parameters& parameters) {
  return rows_of(connection_->run(std::string(sql), parameters));
}

Rows PostgresSession::query_within(std::chrono::milliseconds limit, std::string_view sql) {
  return rows_of(connection_->run_within(limit, std::string(sql)));
}

void PostgresSession::execute(std::string_view sql) {
  if (lock_policy_) {
    execute_waiting(*connection_, std::string(sql), *lock_policy_);
  } else {
    connection_->run(std::string(sql));
  }
}

void PostgresSession::begin() {
  // Routines are made before what their bodies name: the order among these cannot be known.
  connection_->run("BEGIN; SET LOCAL check_function_bodies = off");
}

void PostgresSession::begin_with(const std::vector<std::string_view>& statements,
                                 const std::function<void(std::size_t)>& answered) {
  // libpq cannot copy among statements that are sent ahead.
  const bool copies = std::ranges::any_of(
      statements, [](std::string_view sql) { return begins(words_of(sql, 1), "copy"); });
  if (copies || !lock_policy_) return Session::begin_with(statements, answered);
  begin_waiting(*connection_, statements, *lock_policy_, answered);
}

void PostgresSession::commit() { connection_->run("COMMIT"); }

void PostgresSession::commit_with(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + ";\n";
  try {
    connection_->run(text + "COMMIT");
  } catch (Error& error) {
    error.statement.clear();  // not the user's: what matters is what the commit found
    error.position = 0;
    throw;
  }
}

void PostgresSession::rollback() noexcept { connection_->rollback(); }

bool PostgresSession::needs_no_transaction(std::string_view sql) const {
  return refuses_transaction(sql);
}

bool PostgresSession::differs_inside_transaction(std::string_view sql) const {
  return begins(words_of(sql, 1), "call|do");  // both may end transactions themselves
}

std::string PostgresSession::witness(std::string_view sql) { return witness_of(*connection_, sql); }

Aftermath PostgresSession::aftermath(std::string_view sql, const std::string& witness) {
  return aftermath_of(*connection_, sql, witness);
}

std::unique_ptr<Session> PostgresSession::another() const {
  constexpr std::chrono::seconds patience{5};
  return std::make_unique<PostgresSession>(
      std::make_unique<Connection>(connection_->settings(), patience));
}

std::string PostgresSession::building_sql() const {
  return fmt::format(
      "SELECT p.command || ' on ' || coalesce(p.relid::regclass::text, '?') AS what,"
      " p.phase || CASE WHEN p.current_locker_pid > 0 THEN ', for process ' || p.current_locker_pid"
      " ELSE '' END AS phase,"
      " CASE WHEN p.tuples_total > 0 THEN p.tuples_done * 100 / p.tuples_total"
      " WHEN p.blocks_total > 0 THEN p.blocks_done * 100 / p.blocks_total"
      " WHEN p.lockers_total > 0 THEN p.lockers_done * 100 / p.lockers_total ELSE 0 END AS percent"
      " FROM pg_catalog.pg_stat_progress_create_index p WHERE p.pid = {}",
      connection_->backend());
}

bool PostgresSession::keeps_its_server() { return !in_transaction_pool(*connection_); }

void PostgresSession::load(const Script& script, std::vector<std::string>& notes) {
  load_script(*connection_, script, notes);
  if (lock_policy_) set_lock_policy(*lock_policy_);
}

void PostgresSession::set_lock_policy(const LockPolicy& policy) {
  // Routines are made before what their bodies name, as in begin(): here for the whole session,
  // which costs less than for each of many transactions.
  connection_->run(fmt::format("SET lock_timeout = {}; SET check_function_bodies = off",
                               policy.timeout.count()));
  lock_policy_ = policy;
  if (connection_->version() < 140000) return;
  try {
    // When we are killed, the server shall not go on with a long statement, and keep its locks.
    connection_->run("SET client_connection_check_interval = 1000");
  } catch (const Error&) {
    if (!connection_->alive()) throw;  // else: a system on which the server cannot look
  }
}

}  // namespace syncline::postgres
