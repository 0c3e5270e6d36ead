// Who is at a database: the row that people read, and its sign of life.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/ticker.h"
#include "migrate/ledger.h"

namespace syncline {

/// For this process; the server's clock fills in the times.
Lease new_lease(const std::string& who, const std::string& purpose);

/// "ann@desk, process 4711, upgrade to head, for 12 s"
std::string describe(const Lease& lease);

/// Whether its process is certainly gone: it ran on this machine and is no more, or it has given no
/// sign of life for a minute, which is six beats. One of this machine that may be silent lives as
/// long as its process is there.
bool is_dead(const Lease& lease);

/// Between two times as the ledger writes them; 0 for text that is no time.
std::chrono::seconds seconds_between(const std::string& from, const std::string& to);

/// Writes the lease's sign of life every ten seconds, also while a statement of the run takes
/// longer: from a thread with a connection of its own, which is opened with the first beat, so that
/// a short run never does. Where the dialect has no second connection beside a writer (a file), the
/// run itself beats, between its transactions. A beat that fails is no error: it only matters for
/// who wants to break the lock of a dead process.
class Heartbeat {
 public:
  Heartbeat(Session& session, const Ledger& ledger, std::string owner,
            std::chrono::milliseconds interval = std::chrono::seconds(10));

  /// Between two transactions.
  void beat();

 private:
  bool beat_from_beside();

  Session& session_;
  const std::string sql_;
  const bool from_beside_;
  const std::chrono::milliseconds interval_;
  std::chrono::steady_clock::time_point last_;
  std::unique_ptr<Session> own_;  ///< the thread's
  std::optional<Ticker> ticker_;  // the last: it uses all others
};

}  // namespace syncline
