#include "postgres/lock_wait.h"

#include <fmt/format.h>
#include <poll.h>

#include <random>

#include "base/interrupt.h"
#include "base/text.h"
#include "postgres/statement.h"

namespace syncline::postgres {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::string_view lock_not_available = "55P03";
constexpr std::size_t shown_query = 80;

/// Sleeps between half and all of `longest`, so that several of us don't come at the same moments.
void pause_up_to(milliseconds longest) {
  static thread_local std::mt19937 random{std::random_device{}()};
  std::uniform_int_distribution<int> some(static_cast<int>(longest.count() / 2),
                                          static_cast<int>(longest.count()));
  pollfd watched{interrupt_descriptor(), POLLIN, 0};
  poll(&watched, 1, some(random));
  throw_if_interrupted();
}

/// Who holds what `backend` waits for, one line each.
constexpr const char* blockers_query =
    "SELECT pg_catalog.format('pid %s (%s)%s', b.pid,"
    " pg_catalog.concat_ws(', ', 'user ' || a.usename, 'application ' || "
    "nullif(a.application_name, ''),"
    "  nullif(a.backend_type, 'client backend'), a.state, 'for ' ||"
    "  (extract(epoch FROM pg_catalog.clock_timestamp() -"
    "   CASE WHEN a.state = 'active' THEN a.query_start ELSE a.state_change END)::int) || ' s'),"
    " ': ' || nullif(pg_catalog.regexp_replace(a.query, '\\s+', ' ', 'g'), ''))"
    " FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS pid) b"
    " LEFT JOIN pg_catalog.pg_stat_activity a USING (pid) ORDER BY b.pid";

/// Looks through a second connection who blocks the first. Finding nobody is no error.
class Watcher {
 public:
  explicit Watcher(const Connection& watched) : watched_(watched) {}

  /// Before the watched one waits: connecting may take longer than its patience.
  void get_ready() {
    if (connection_) return;
    try {
      connection_ = std::make_unique<Connection>(watched_.settings(), std::chrono::seconds(2));
    } catch (const Error&) {
      // No second connection to be had: the error will name nobody.
    }
  }

  void look() {
    if (!connection_) return;
    try {
      const OwnedResult rows =
          connection_->run(blockers_query, {std::to_string(watched_.backend())});
      std::vector<std::string> found;
      const Result result(rows.get());
      for (int row = 0; row < result.rows(); ++row) found.push_back(cut(result.string(row, 0)));
      if (!found.empty()) blockers_ = join(found, "; ");
    } catch (const Error&) {
      connection_.reset();
    }
  }

  const std::string& blockers() const { return blockers_; }

 private:
  static std::string cut(std::string line) {
    const std::size_t query = line.find("): ");
    if (query == std::string::npos || line.size() <= query + 3 + shown_query) return line;
    return line.substr(0, query + 3 + shown_query) + "…";
  }

  const Connection& watched_;
  std::unique_ptr<Connection> connection_;
  std::string blockers_;
};

/// One try of `sql`, sent as `text`. Half-way through the time that it may wait, `watcher` looks
/// who is in the way.
void attempt(Connection& connection, const std::string& sql, const std::string& text,
             const LockPolicy& policy, Watcher* watcher) {
  if (watcher) watcher->get_ready();
  connection.send(text);
  if (watcher && !connection.answered(policy.timeout / 2)) watcher->look();
  connection.answer(sql);
}

// Around a statement inside a transaction, in the same message: a round trip each would cost more
// than most statements do.
constexpr std::string_view before_statement = "SAVEPOINT syncline_lock; ";
constexpr std::string_view after_statement = "\n; RELEASE SAVEPOINT syncline_lock";

/// The same inside a transaction, which goes on when only the lock was missing.
void attempt_inside(Connection& connection, const std::string& sql, const LockPolicy& policy,
                    Watcher* watcher) {
  const std::string text = fmt::format("{}{}{}", before_statement, sql, after_statement);
  try {
    attempt(connection, sql, text, policy, watcher);
  } catch (Error& error) {
    if (error.position > 0) error.position -= static_cast<int>(before_statement.size());
    if (error.sqlstate == lock_not_available) {
      connection.run("ROLLBACK TO SAVEPOINT syncline_lock; RELEASE SAVEPOINT syncline_lock");
    }
    throw;
  }
}

Error spent(const Error& last, const LockPolicy& policy, const Watcher& watcher) {
  const double seconds = static_cast<double>(policy.budget.count()) / 1000;
  Error error(Failure::Database,
              fmt::format("no lock was to be had within {:g} s; {}", seconds,
                          watcher.blockers().empty() ? "who holds it could not be seen"
                                                     : "blocked by " + watcher.blockers()));
  error.statement = last.statement;
  error.sqlstate = last.sqlstate;
  return std::move(error).with_hint(
      "wait until the blocking session has ended, or end it with pg_terminate_backend(pid)");
}

}  // namespace

void execute_waiting(Connection& connection, const std::string& sql, const LockPolicy& policy) {
  if (is_session_control(sql)) {
    connection.run(sql);
    return;
  }
  const bool inside = connection.in_transaction();
  const Clock::time_point deadline = Clock::now() + policy.budget;
  Watcher watcher(connection);
  milliseconds longest_pause{100};
  for (bool first = true;; first = false) {
    const bool watch = !first || policy.budget <= 2 * policy.timeout;
    try {
      Watcher* watching = watch ? &watcher : nullptr;
      if (inside) return attempt_inside(connection, sql, policy, watching);
      return attempt(connection, sql, sql, policy, watching);
    } catch (const Error& error) {
      if (error.sqlstate != lock_not_available) throw;
      if (Clock::now() + longest_pause >= deadline) throw spent(error, policy, watcher);
    }
    pause_up_to(longest_pause);
    longest_pause = std::min(longest_pause * 2, milliseconds(2000));
  }
}

}  // namespace syncline::postgres
