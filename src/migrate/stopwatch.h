// When the statements of a transaction ran: each begins when the one before it was answered.
#pragma once

#include <chrono>
#include <string>

#include "migrate/records.h"

namespace syncline {

class Stopwatch {
 public:
  void start() {
    at_ = std::chrono::steady_clock::now();
    text_ = utc_now();
  }
  void stop(JournalEntry& entry) {
    entry.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - at_).count();
    entry.started_at = std::move(text_);
    start();
    entry.finished_at = text_;
  }

 private:
  std::chrono::steady_clock::time_point at_;
  std::string text_;
};

}  // namespace syncline
