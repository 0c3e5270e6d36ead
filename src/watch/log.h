// The watcher's log file.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace syncline {

/// Lines with their time, added to the end of a file; secrets are masked. That the file cannot be
/// written is told once through `problem`, and once more after it could again: it ends nothing.
class WatchLog {
 public:
  WatchLog(std::filesystem::path file, std::function<void(const std::string&)> problem);
  /// Several lines become several lines of the log, each with the time.
  void add(std::string_view text);

 private:
  std::filesystem::path file_;  ///< empty: no log
  std::function<void(const std::string&)> problem_;
  bool broken_ = false;
};

}  // namespace syncline
