#include "watch/file_watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/interrupt.h"

namespace syncline {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds longest_settling{2000};

/// Of file systems whose changes on another machine the kernel does not tell: see statfs(2).
constexpr std::array<std::uint32_t, 8> remote_systems{
    0x6969, 0xFF534D42, 0xFE534D42, 0x517B, 0x01021997, 0x786f4256, 0x65735546, 0x6a656a63};

bool is_remote(const fs::path& folder) {
  struct statfs system {};
  if (statfs(folder.c_str(), &system) != 0) return false;
  const auto type = static_cast<std::uint32_t>(system.f_type);
  return std::ranges::find(remote_systems, type) != remote_systems.end();
}

bool counts(const std::string& name) {
  constexpr std::array ends{"~", ".swp", ".swx", ".pyc", ".tmp", ".bak"};
  if (name.empty() || name.front() == '.' || name.front() == '#' || name == "4913") return false;
  return std::ranges::none_of(ends, [&](const char* end) { return name.ends_with(end); });
}

bool counts_as_folder(const std::string& name) {
  return name.front() != '.' && name != "__pycache__" && name != "node_modules";
}

/// It, or the nearest above it that exists: there its coming is seen.
fs::path existing(fs::path folder) {
  std::error_code none;
  while (!fs::is_directory(folder, none) && folder.has_relative_path()) {
    folder = folder.parent_path();
  }
  return folder;
}

}  // namespace

FileWatch::FileWatch(std::vector<fs::path> paths, FileWatchOptions options)
    : paths_(std::move(paths)), options_(options) {
  if (options_.poll) {
    reason_ = "it was asked for";
  } else {
    kernel_ = OwnedDescriptor(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!kernel_.open()) fall_back(std::strerror(errno));
  }
  known_ = look();
}

void FileWatch::set_paths(std::vector<fs::path> paths) {
  if (paths == paths_) return;
  const Files before = look();
  paths_ = std::move(paths);
  Files known;
  for (const auto& [file, state] : look()) {
    const auto seen = known_.find(file);
    if (seen != known_.end()) {
      known.insert(*seen);
    } else if (!before.contains(file)) {
      known.emplace(file, state);  // it was there, only not looked at
    }
  }
  for (const auto& [file, state] : known_) {
    if (!before.contains(file)) known.emplace(file, state);  // gone, and not yet told
  }
  known_ = std::move(known);
}

std::string FileWatch::how() const {
  if (kernel_.open()) return "inotify";
  return fmt::format("looking every {} ms, because {}", options_.interval.count(), reason_);
}

void FileWatch::fall_back(std::string reason) {
  kernel_.reset();
  reason_ = std::move(reason);
}

void FileWatch::hint_at(const fs::path& folder) {
  if (!kernel_.open()) return;
  if (is_remote(folder)) {
    return fall_back(fmt::format("{} is on another machine", folder.string()));
  }
  constexpr std::uint32_t saves = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                  IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;
  if (inotify_add_watch(kernel_.get(), folder.c_str(), saves) >= 0 || errno == ENOENT) return;
  fall_back(errno == ENOSPC ? "the kernel watches no more folders (fs.inotify.max_user_watches)"
                            : std::strerror(errno));
}

void FileWatch::add(const fs::path& file, Files& files) const {
  struct stat found {};
  if (stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return;
  files[file.string()] = {found.st_mtim.tv_sec * 1'000'000'000LL + found.st_mtim.tv_nsec,
                          found.st_size, found.st_ino};
}

void FileWatch::look_into(const fs::path& folder, Files& files) {
  std::error_code none;
  if (fs::exists(folder / "pyvenv.cfg", none)) return;  // other people's code, and much of it
  hint_at(folder);  // before looking: what comes between is hinted at
  for (fs::directory_iterator entry(folder, none), end; entry != end; entry.increment(none)) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory(none)) {
      if (counts_as_folder(name) && !entry->is_symlink(none)) look_into(entry->path(), files);
    } else if (counts(name)) {
      add(entry->path(), files);
    }
  }
}

FileWatch::Files FileWatch::look() {
  Files files;
  std::error_code none;
  for (const fs::path& path : paths_) {
    if (fs::is_directory(path, none)) {
      look_into(path, files);
    } else {
      hint_at(existing(path.parent_path()));
      add(path, files);
    }
  }
  return files;
}

void FileWatch::sleep(milliseconds time, bool until_hint) {
  std::array<pollfd, 2> waits{
      {{interrupt_descriptor(), POLLIN, 0}, {until_hint ? kernel_.get() : -1, POLLIN, 0}}};
  poll(waits.data(), waits.size(), static_cast<int>(std::max<long>(time.count(), 0)));
  throw_if_interrupted();
}

FileWatch::Files FileWatch::when_quiet(Files files) {
  const Clock::time_point start = Clock::now();
  while (Clock::now() - start < longest_settling) {
    sleep(options_.quiet, false);
    Files now = look();
    if (now == files) break;
    files = std::move(now);
  }
  return files;
}

std::vector<fs::path> FileWatch::wait(std::optional<milliseconds> timeout) {
  constexpr milliseconds for_long{3'600'000};
  const Clock::time_point start = Clock::now();
  while (true) {
    if (kernel_.open()) {
      std::array<char, 8192> hints;
      while (read(kernel_.get(), hints.data(), hints.size()) > 0) {
      }
    }
    Files now = look();
    if (now != known_) {
      now = when_quiet(std::move(now));
      std::vector<fs::path> changed;
      for (const auto& [file, state] : now) {
        const auto before = known_.find(file);
        if (before == known_.end() || before->second != state) changed.emplace_back(file);
      }
      for (const auto& [file, state] : known_) {
        if (!now.contains(file)) changed.emplace_back(file);
      }
      known_ = std::move(now);
      if (!changed.empty()) return changed;
    }
    const auto gone = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    if (timeout && gone >= *timeout) return {};
    milliseconds nap = kernel_.open() ? for_long : options_.interval;
    if (timeout) nap = std::min(nap, *timeout - gone + milliseconds(1));
    sleep(nap, true);
  }
}

}  // namespace syncline
