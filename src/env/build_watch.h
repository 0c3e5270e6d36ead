// How far the server is with a long statement, seen from beside.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "dialect/session.h"

namespace syncline {

/// Asks twice a second through a second session, which is opened when a statement has taken longer
/// than a second, and calls `tell` from a thread of its own. Where the dialect cannot tell, or
/// nobody wants to know (`tell` is empty), it does nothing. That the server does not answer is no
/// error.
class BuildWatch {
 public:
  BuildWatch(Session& session, std::function<void(const Building&)> tell);
  ~BuildWatch();
  BuildWatch(const BuildWatch&) = delete;
  BuildWatch& operator=(const BuildWatch&) = delete;

 private:
  void run();

  const Session& session_;
  const std::string sql_;
  const std::function<void(const Building&)> tell_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace syncline
