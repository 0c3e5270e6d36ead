#include "migrate/lock.h"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "base/hash.h"
#include "base/interrupt.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// Empty for a database that no other process can see.
fs::path lock_path(const std::string& database) {
  if (database.empty() || database.front() == ':') return {};  // ":memory:"
  std::error_code problem;
  const fs::path file = fs::weakly_canonical(database, problem);
  const fs::path folder = cache_folder() / "locks";
  fs::create_directories(folder, problem);
  return folder / sha256(file.string());
}

/// Sleeps, but wakes at once when a signal arrives.
void pause(std::chrono::milliseconds time) {
  pollfd signals{interrupt_descriptor(), POLLIN, 0};
  poll(&signals, 1, static_cast<int>(time.count()));
  throw_if_interrupted();
}

}  // namespace

RunLock::RunLock(Session& session, const Dialect& dialect, const std::function<void()>& waiting)
    : session_(session), dialect_(dialect) {
  constexpr std::chrono::milliseconds longest{250};
  std::chrono::milliseconds time{10};
  for (bool told = false; !attempt(); told = true) {
    if (!told) waiting();
    pause(time);
    time = std::min(time * 2, longest);
  }
}

RunLock::~RunLock() {
  if (dialect_.unlock_sql.empty()) return;
  try {
    session_.query(dialect_.unlock_sql);
  } catch (const std::exception&) {
    // The connection is gone, or a signal ends the program: the server frees the lock itself.
  }
}

bool RunLock::attempt() {
  if (!dialect_.try_lock_sql.empty()) return !session_.query(dialect_.try_lock_sql).empty();
  const fs::path path = lock_path(session_.server().database);
  if (path.empty()) return true;
  file_ = FileLock::attempt(path);
  return file_.has_value();
}

}  // namespace syncline
