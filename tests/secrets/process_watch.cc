#include "secrets/process_watch.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

/// Not by a stream, which throws when the process ends meanwhile.
std::string command_line(const fs::path& path) {
  std::string line;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return line;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(file, buffer, sizeof buffer)) > 0;) {
    line.append(buffer, static_cast<std::size_t>(got));
  }
  close(file);
  return line;
}

}  // namespace

ProcessWatch::ProcessWatch(std::string word)
    : word_(std::move(word)), thread_([this] {
        while (!stop_) {
          look();
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
      }) {}

ProcessWatch::~ProcessWatch() {
  stop_ = true;
  thread_.join();
}

void ProcessWatch::look() {
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator("/proc", none)) {
    const std::string name = entry.path().filename().string();
    if (!std::ranges::all_of(name, [](unsigned char c) { return std::isdigit(c) != 0; })) continue;
    std::string line = command_line(entry.path() / "cmdline");
    std::ranges::replace(line, '\0', ' ');
    if (line.find(word_) == std::string::npos) continue;
    const std::lock_guard lock(mutex_);
    found_.push_back(line);
  }
  ++looks_;
}

std::vector<std::string> ProcessWatch::found() {
  const std::lock_guard lock(mutex_);
  return found_;
}

}  // namespace syncline::testing
