#include "watch/log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/secret.h"
#include "base/spawn.h"
#include "base/text.h"
#include "migrate/records.h"

namespace syncline {

namespace {

/// The error number, or 0. All in one write, so that a line is there or not.
int append(const std::filesystem::path& file, const std::string& text) {
  const OwnedDescriptor opened(
      open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0644));
  if (!opened.open()) return errno;
  const ssize_t put = write(opened.get(), text.data(), text.size());
  if (put < 0) return errno;
  return static_cast<std::size_t>(put) == text.size() ? 0 : ENOSPC;
}

}  // namespace

WatchLog::WatchLog(std::filesystem::path file, std::function<void(const std::string&)> problem)
    : file_(std::move(file)), problem_(std::move(problem)) {}

void WatchLog::add(std::string_view text) {
  if (file_.empty() || trim(text).empty()) return;
  std::string lines;
  for (const std::string& line : split(trim(text), '\n')) {
    lines += fmt::format("{} {}\n", utc_now(), line);
  }
  const int code = append(file_, masked(lines));
  if (code != 0 && !broken_) {
    problem_(fmt::format("the log {} cannot be written: {}; watching goes on", file_.string(),
                         std::strerror(code)));
  } else if (code == 0 && broken_) {
    problem_(fmt::format("the log {} is written again", file_.string()));
  }
  broken_ = code != 0;
}

}  // namespace syncline
