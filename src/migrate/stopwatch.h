// When statements ran, for the journal.
#pragma once

#include <chrono>
#include <string>

#include "migrate/records.h"

namespace syncline {

/// When the statements of a unit ran: each begins when the one before it was answered.
class Stopwatch {
 public:
  void start() {
    at_ = Clock::now();
    text_ = utc_now();
  }
  void stop(JournalEntry& entry) {
    entry.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - at_).count();
    entry.started_at = std::move(text_);
    start();
    entry.finished_at = text_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point at_;
  std::string text_;
};

}  // namespace syncline
