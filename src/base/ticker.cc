#include "base/ticker.h"

#include <utility>

namespace syncline {

Ticker::Ticker(std::chrono::milliseconds first, std::chrono::milliseconds interval,
               std::function<bool()> tick)
    : thread_([this, first, interval, tick = std::move(tick)] {
        for (auto pause = first;; pause = interval) {
          {
            std::unique_lock lock(mutex_);
            if (changed_.wait_for(lock, pause, [this] { return stop_; })) return;
          }
          if (!tick()) return;
        }
      }) {}

Ticker::~Ticker() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

}  // namespace syncline
