#include "postgres/lock_wait.h"

#include <fmt/format.h>
#include <poll.h>

#include <random>

#include "base/interrupt.h"
#include "postgres/blockers.h"
#include "postgres/pipeline.h"
#include "postgres/statement.h"

namespace syncline::postgres {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::string_view lock_not_available = "55P03";

/// Sleeps between half and all of `longest`, so that several of us don't come at the same moments.
void pause_up_to(milliseconds longest) {
  static thread_local std::mt19937 random{std::random_device{}()};
  std::uniform_int_distribution<int> some(static_cast<int>(longest.count() / 2),
                                          static_cast<int>(longest.count()));
  pollfd watched{interrupt_descriptor(), POLLIN, 0};
  poll(&watched, 1, some(random));
  throw_if_interrupted();
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

/// Calls `attempt` until it ends otherwise than by the lock_timeout, or the budget is spent. The
/// budget of one who has only waited counts from the beginning.
template <class Attempt>
void try_for_a_while(Connection& connection, const LockPolicy& policy, Attempt attempt) {
  Watcher watcher(connection);
  std::optional<Clock::time_point> deadline;
  milliseconds longest_pause{100};
  for (bool first = true;; first = false) {
    const bool watch = !first || policy.budget <= 2 * policy.timeout;
    if (watch) watcher.get_ready();
    try {
      return attempt(watch ? &watcher : nullptr);
    } catch (const Error& error) {
      if (error.sqlstate != lock_not_available) throw;
      if (!deadline) deadline = Clock::now() + policy.budget - policy.timeout;
      if (Clock::now() + longest_pause >= *deadline) throw spent(error, policy, watcher);
    }
    pause_up_to(longest_pause);
    longest_pause = std::min(longest_pause * 2, milliseconds(2000));
  }
}

/// One try of `sql`, sent as `text`. Half-way through the time that it may wait, `watcher` looks
/// who is in the way.
void attempt(Connection& connection, const std::string& sql, const std::string& text,
             const LockPolicy& policy, Watcher* watcher) {
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

void execute_patiently(Connection& connection, const std::string& sql, const LockPolicy& policy) {
  connection.run("SET lock_timeout = 0");
  const std::string back = fmt::format("SET lock_timeout = {}", policy.timeout.count());
  try {
    connection.run(sql);
  } catch (const Error&) {
    if (connection.alive()) connection.run(back);
    throw;
  }
  connection.run(back);
}

/// Statements of one transaction on their way: sent a good deal ahead, but not all at once, since
/// what was sent and not answered is held in memory.
class Batch {
 public:
  Batch(Connection& connection, const std::vector<std::string_view>& statements)
      : statements_(statements), pipeline_(connection) {
    pipeline_.send("BEGIN");
    send_ahead();
    take("BEGIN");
  }

  /// The answers, in order; each is there when the server has it.
  void take_all(const std::function<void(Pipeline&)>& wait,
                const std::function<void(std::size_t)>& answered) {
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      wait(pipeline_);
      take(statements_[i]);
      unanswered_bytes_ -= statements_[i].size();
      answered(i);
      if (!synced_) send_ahead();
    }
    take("");
  }

 private:
  void send_ahead() {
    constexpr std::size_t most_bytes = 1 << 20;
    while (next_ < statements_.size() && unanswered_bytes_ < most_bytes) {
      pipeline_.send(std::string(statements_[next_]));
      unanswered_bytes_ += statements_[next_].size();
      if (++next_ < statements_.size()) pipeline_.ask_for_answer();
    }
    if (next_ == statements_.size()) {
      pipeline_.sync();  // which the server answers at once as well
      synced_ = true;
    }
    pipeline_.flush();
  }

  void take(std::string_view sql) {
    const OwnedResult result = pipeline_.next();
    if (kind_of(result.get()) == Answer::Failed) throw server_error(result.get(), sql);
  }

  const std::vector<std::string_view>& statements_;
  Pipeline pipeline_;
  std::size_t next_ = 0;
  std::size_t unanswered_bytes_ = 0;
  bool synced_ = false;
};

}  // namespace

void execute_waiting(Connection& connection, const std::string& sql, const LockPolicy& policy) {
  if (is_session_control(sql)) {
    connection.run(sql);
    return;
  }
  const bool inside = connection.in_transaction();
  if (!inside && refuses_transaction(sql)) return execute_patiently(connection, sql, policy);
  try_for_a_while(connection, policy, [&](Watcher* watcher) {
    if (inside) return attempt_inside(connection, sql, policy, watcher);
    return attempt(connection, sql, sql, policy, watcher);
  });
}

void begin_waiting(Connection& connection, const std::vector<std::string_view>& statements,
                   const LockPolicy& policy, const std::function<void(std::size_t)>& answered) {
  try_for_a_while(connection, policy, [&](Watcher* watcher) {
    try {
      Batch batch(connection, statements);
      const auto wait = [&](Pipeline& pipeline) {
        if (watcher && !pipeline.answered(policy.timeout / 2)) watcher->look();
      };
      batch.take_all(wait, answered);
    } catch (const Error& error) {
      if (error.sqlstate == lock_not_available) connection.rollback();
      throw;
    }
  });
}

}  // namespace syncline::postgres
