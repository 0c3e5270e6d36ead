// Files: whole reads, atomic writes, locks, and the folders that are ours.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace syncline {

/// The whole file. Throws Error(Input) with the file named when it cannot be read.
std::string read_file(const std::filesystem::path& path);

/// Writes beside, then renames: a reader sees the old text or the new, never half.
/// Throws Error(Input) when the folder is missing or may not be written.
void write_file(const std::filesystem::path& path, std::string_view text);

/// $SYNCLINE_CACHE, else $XDG_CACHE_HOME/syncline, else ~/.cache/syncline; made when missing. Falls
/// back to a folder below the temporary directory when none of these can be written.
std::filesystem::path cache_folder();

/// An exclusive flock(2) on a file that is made when missing; the kernel frees it when we die.
class FileLock {
 public:
  /// Waits for the lock.
  explicit FileLock(const std::filesystem::path& path);
  /// The lock, or nothing when another process holds it.
  static std::optional<FileLock> attempt(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

/// A value kept under a key in the cache folder, by content hash; losing it costs only time.
std::optional<std::string> cache_get(std::string_view room, std::string_view key);
void cache_put(std::string_view room, std::string_view key, std::string_view bytes);

}  // namespace syncline
