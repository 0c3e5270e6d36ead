// How far the server is with a long statement, seen from beside.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/ticker.h"
#include "dialect/session.h"

namespace syncline {

/// Asks twice a second through a second session, which is opened when a statement has taken longer
/// than a second, and calls `tell` from a thread of its own. Where the dialect cannot tell, or
/// nobody wants to know (`tell` is empty), it does nothing. That the server does not answer is no
/// error.
class BuildWatch {
 public:
  BuildWatch(Session& session, std::function<void(const Building&)> tell);

 private:
  bool look();

  const Session& session_;
  const std::string sql_;
  const std::function<void(const Building&)> tell_;
  std::unique_ptr<Session> own_;  ///< the thread's
  std::optional<Ticker> ticker_;  // the last: it uses all others
};

}  // namespace syncline
