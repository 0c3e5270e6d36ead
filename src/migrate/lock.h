// One process at a time changes a database by its revisions.
#pragma once

#include <functional>
#include <optional>

#include "base/files.h"
#include "dialect/dialect.h"

namespace syncline {

/// Held while revisions are applied. The lock is the server's, and so it ends with the session,
/// however that dies. Where the dialect has none (a database that is a file), it is a lock file in
/// the cache folder: it keeps processes of one user apart between the transactions of one revision,
/// while the database's own locking guards each transaction.
class RunLock {
 public:
  /// Waits until it is free, in short tries and never inside the server: a session that waits for a
  /// lock there would hold up CREATE INDEX CONCURRENTLY of the one that has it. Calls `waiting`
  /// once when there is something to wait for. Throws Interrupted.
  RunLock(Session& session, const Dialect& dialect, const std::function<void()>& waiting);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

 private:
  bool attempt();

  Session& session_;
  const Dialect& dialect_;
  std::optional<FileLock> file_;
};

}  // namespace syncline
