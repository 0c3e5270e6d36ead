// One process at a time changes a database by its revisions.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/files.h"
#include "migrate/lease.h"

namespace syncline {

struct LockRequest {
  std::string who = {};                           ///< user@host, for the lease
  std::string purpose = {};                       ///< "upgrade to head", for the lease
  std::optional<std::chrono::seconds> wait = {};  ///< for another to end; nothing: without an end
  /// Called once when there is something to wait for: who has the lock, as far as it is known.
  std::function<void(const std::string& holder)> waiting = [](const std::string&) {};
};

/// Held while revisions are applied. The lock is the server's, and so it ends with the session,
/// however that dies; a server that can is told to look every second whether we are still there.
/// Where the dialect has none (a database that is a file), it is a lock file in the cache folder:
/// it keeps processes of one user apart between the transactions of one revision, while the
/// database's own locking guards each transaction.
///
/// The lease is a row beside it, which says to others who it is. It never keeps anybody off by
/// itself: who gets the lock takes the lease over, because then its owner is dead.
class RunLock {
 public:
  /// Waits until it is free, in short tries and never inside the server: a session that waits for a
  /// lock there would hold up CREATE INDEX CONCURRENTLY of the one that has it. Throws Interrupted;
  /// Error(Refused) with the holder's name when `wait` is over, and behind a pooler that makes the
  /// lock meaningless.
  RunLock(Session& session, const Dialect& dialect, LockRequest request);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  /// Writes the lease and keeps it alive from now on; once there is a ledger. Harmless when done.
  void take_lease();
  /// Between two transactions of the run.
  void beat();

 private:
  void wait_for_it();
  bool attempt();
  std::string holder();

  Session& session_;
  const Dialect& dialect_;
  LockRequest request_;
  Ledger ledger_;
  std::optional<Lease> lease_;
  std::unique_ptr<Heartbeat> heartbeat_;
  std::optional<FileLock> file_;
};

/// Puts away what a dead run left: its lease, and the server's session of it where that has not
/// noticed yet. Returns whose it was; nothing when nobody is at it. Throws Error(Refused) when its
/// owner lives or cannot be told to be dead.
std::optional<Lease> break_lock(Session& session, const Dialect& dialect, const std::string& who);

}  // namespace syncline
