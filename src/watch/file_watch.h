// Sees that files were saved: by the kernel's word where it gives one, else by looking.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/spawn.h"

namespace syncline {

struct FileWatchOptions {
  bool poll = false;                         ///< do not ask the kernel
  std::chrono::milliseconds interval{1000};  ///< between two looks, when polling
  std::chrono::milliseconds quiet{60};       ///< a save is over when nothing changed for so long
};

/// What counts is what the files are afterwards, not what the kernel told: a hint only makes it
/// look. So editors that write beside and rename, new subfolders and lost hints are all the same.
/// Hidden files, backups of editors and compiled files do not count.
class FileWatch {
 public:
  /// Files, and folders with all below them; they need not exist yet.
  FileWatch(std::vector<std::filesystem::path> paths, FileWatchOptions options);

  /// Watches these from now on; what was saved meanwhile is not forgotten.
  void set_paths(std::vector<std::filesystem::path> paths);

  /// "inotify", or "looking every 1000 ms, because …".
  std::string how() const;

  /// Waits for a save, and until it is quiet again (at most two seconds: who saves all the time is
  /// not waited for). Returns what changed since the last call; nothing when `timeout` passed.
  /// Throws Interrupted.
  std::vector<std::filesystem::path> wait(std::optional<std::chrono::milliseconds> timeout);

 private:
  struct State {
    std::int64_t modified = 0;  ///< nanoseconds
    std::int64_t size = 0;
    ino_t inode = 0;
    bool operator==(const State&) const = default;
  };
  using Files = std::map<std::string, State>;

  void fall_back(std::string reason);
  void hint_at(const std::filesystem::path& folder);
  void look_into(const std::filesystem::path& folder, Files& files);
  void add(const std::filesystem::path& file, Files& files) const;
  Files look();
  void sleep(std::chrono::milliseconds time, bool until_hint);
  Files when_quiet(Files files);

  std::vector<std::filesystem::path> paths_;
  FileWatchOptions options_;
  OwnedDescriptor kernel_;
  std::string reason_;  ///< why the kernel is not asked
  Files known_;
};

}  // namespace syncline
