// Something that is done now and then, beside what the program does.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace syncline {

class Ticker {
 public:
  /// Calls `tick` from a thread of its own, first after `first`, then again `interval` after each
  /// end of it, until it returns false. It must not throw.
  Ticker(std::chrono::milliseconds first, std::chrono::milliseconds interval,
         std::function<bool()> tick);
  /// Waits for a tick that is under way.
  ~Ticker();
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace syncline
