// Looks at the command lines of all processes again and again: what `ps` shows to everybody.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace syncline::testing {

class ProcessWatch {
 public:
  explicit ProcessWatch(std::string word);
  ~ProcessWatch();
  ProcessWatch(const ProcessWatch&) = delete;
  ProcessWatch& operator=(const ProcessWatch&) = delete;

  std::size_t looks() const { return looks_; }
  /// Command lines in which the word was seen.
  std::vector<std::string> found();

 private:
  void look();

  const std::string word_;
  std::atomic<bool> stop_{false};
  std::atomic<std::size_t> looks_{0};
  std::mutex mutex_;
  std::vector<std::string> found_;
  std::thread thread_;
};

}  // namespace syncline::testing
