#include "postgres/pooler.h"

#include <memory>

namespace syncline::postgres {

namespace {

int server_process(Connection& connection) {
  const OwnedResult rows = connection.run("SELECT pg_catalog.pg_backend_pid()");
  return static_cast<int>(Result(rows.get()).number(0, 0));
}

}  // namespace

bool in_transaction_pool(Connection& connection) {
  const int before = server_process(connection);
  // A pooler makes up the process id that it tells us when we connect.
  if (before == connection.backend()) return false;
  std::unique_ptr<Connection> other;
  try {
    other = std::make_unique<Connection>(connection.settings(), std::chrono::seconds(5));
  } catch (const Error&) {
    return false;  // no second connection to be had: nothing can be told
  }
  // The other one keeps a server process for the time of a transaction. If that is ours, or makes
  // ours another one, then ours is lent anew for every transaction.
  other->run("BEGIN");
  const bool taken = server_process(*other) == before;
  const bool lent = taken || server_process(connection) != before;
  other->rollback();
  return lent;
}

}  // namespace syncline::postgres
