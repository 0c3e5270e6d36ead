#include "migrate/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "base/hash.h"
#include "base/interrupt.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Empty for a database that no other process can see.
fs::path lock_path(const std::string& database) {
  if (database.empty() || database.front() == ':') return {};  // ":memory:"
  std::error_code problem;
  const fs::path file = fs::weakly_canonical(database, problem);
  const fs::path folder = cache_folder() / "locks";
  fs::create_directories(folder, problem);
  return folder / sha256(file.string());
}

/// The lock of the server's session, where the dialect has one; else of a file.
bool try_lock(Session& session, const Dialect& dialect, std::optional<FileLock>& file) {
  if (!dialect.try_lock_sql.empty()) return !session.query(dialect.try_lock_sql).empty();
  const fs::path path = lock_path(session.server().database);
  if (path.empty()) return true;
  file = FileLock::attempt(path);
  return file.has_value();
}

void require_server(Session& session) {
  if (session.keeps_its_server()) return;
  throw Error(
      Failure::Refused,
      fmt::format("{} is a pooler in transaction mode: it gives every transaction to another "
                  "session of the server, so no lock can be held",
                  session.server().place))
      .with_hint("connect to the server itself, or to a pool in session mode");
}

}  // namespace

RunLock::RunLock(Session& session, const Dialect& dialect, LockRequest request)
    : session_(session),
      dialect_(dialect),
      request_(std::move(request)),
      ledger_(session, dialect) {
  require_server(session);
  wait_for_it();
}

void RunLock::wait_for_it() {
  constexpr milliseconds longest{250};
  const Clock::time_point start = Clock::now();
  milliseconds time{10};
  for (bool told = false; !attempt(); told = true) {
    if (!told) request_.waiting(holder());
    if (request_.wait && Clock::now() - start >= *request_.wait) {
      throw Error(Failure::Refused,
                  fmt::format("another run is changing this database: {}", holder()))
          .with_hint(
              "wait longer with --wait 5m; if that process is dead and the server does not know "
              "it yet: syncline unlock");
    }
    session_.let_go();
    pause_for(time);
    time = std::min(time * 2, longest);
  }
}

RunLock::~RunLock() {
  heartbeat_.reset();
  try {
    if (lease_) session_.execute(ledger_.sql().drop_lease(lease_->owner));
    if (!dialect_.unlock_sql.empty()) session_.query(dialect_.unlock_sql);
  } catch (const std::exception&) {
    // The connection is gone, or a signal ends the program: the server frees the lock itself, and
    // the next run takes the lease over.
  }
}

bool RunLock::attempt() { return try_lock(session_, dialect_, file_); }

std::string RunLock::holder() {
  const std::optional<Lease> lease = ledger_.lease();
  return lease ? describe(*lease) : "who it is was not written down yet";
}

void RunLock::take_lease() {
  if (lease_) return;
  lease_ = new_lease(request_.who, request_.purpose);
  session_.execute(ledger_.sql().take_lease(*lease_));
  heartbeat_ = std::make_unique<Heartbeat>(session_, ledger_, lease_->owner);
}

void RunLock::beat() {
  if (heartbeat_) heartbeat_->beat();
}

std::optional<Lease> break_lock(Session& session, const Dialect& dialect, const std::string& who) {
  constexpr std::chrono::seconds patience{10};
  require_server(session);
  Ledger ledger(session, dialect);
  std::optional<Lease> lease;
  std::optional<FileLock> file;
  bool free = try_lock(session, dialect, file);
  if (!free) {
    lease = ledger.lease();
    if (!lease || !is_dead(*lease) || dialect.end_lock_holder_sql.empty()) {
      throw Error(Failure::Refused,
                  fmt::format("the run that has the lock is not dead: {}",
                              lease ? describe(*lease) : "it has not written down who it is"))
          .with_hint("wait for it, or end that process yourself: then its lock ends as well");
    }
    session.query(dialect.end_lock_holder_sql);
    const Clock::time_point deadline = Clock::now() + patience;
    while (!(free = try_lock(session, dialect, file)) && Clock::now() < deadline) {
      pause_for(milliseconds(50));
    }
    if (!free) {
      throw Error(Failure::Database,
                  "the server was asked to end the dead run's session, and has "
                  "not yet; run the command again in a moment");
    }
  }
  lease = ledger.lease();
  if (lease) {
    JournalEntry entry;
    entry.action = "unlock";
    entry.sql = "the lease of a dead run was removed: " + describe(*lease);
    entry.applied_by = who;
    entry.tool = tool_name();
    session.execute(ledger.sql().drop_lease(lease->owner));
    ledger.record({entry});
  }
  if (!dialect.unlock_sql.empty()) session.query(dialect.unlock_sql);
  return lease;
}

}  // namespace syncline
