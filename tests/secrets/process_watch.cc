#include "secrets/process_watch.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace syncline::testing {

namespace fs = std::filesystem;

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
    std::ifstream file(entry.path() / "cmdline", std::ios::binary);
    std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
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
