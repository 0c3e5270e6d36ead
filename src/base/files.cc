#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "base/interrupt.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// A file descriptor that is closed at the end.
struct Descriptor {
  int number;
  explicit Descriptor(int opened) : number(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) close(number);
  }
};

[[noreturn]] void fail(std::string_view what, const fs::path& path, int code) {
  throw Error(Failure::Input,
              fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(code)))
      .at({path.string()});
}

/// The error number, or 0.
int read_all(const fs::path& path, std::string& bytes) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.number < 0 || fstat(file.number, &status) != 0) return errno;
  if (S_ISDIR(status.st_mode)) return EISDIR;
  std::size_t size = 0;
  bytes.resize(static_cast<std::size_t>(status.st_size) + 1);  // one more, to see the end at once
  while (true) {
    if (size == bytes.size()) bytes.resize(2 * size + 4096);  // a pipe, or it grows
    const ssize_t got = read(file.number, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return 0;
}

int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(file, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

/// Writes a new file beside `path` and renames it. The error number, or 0.
int replace_file(const fs::path& path, std::string_view head, std::string_view body, bool durable) {
  static std::atomic<unsigned> serial{0};
  const fs::path beside =
      path.parent_path() / fmt::format(".{}.{}-{}", path.filename().string(), getpid(), serial++);
  int code = 0;
  {
    const Descriptor file(open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.number < 0) return errno;
    struct stat old {};
    if (stat(path.c_str(), &old) == 0 && fchmod(file.number, old.st_mode & 07777) != 0)
      code = errno;
    if (code == 0) code = write_all(file.number, head);
    if (code == 0) code = write_all(file.number, body);
    if (code == 0 && durable && fsync(file.number) != 0) code = errno;
  }
  if (code == 0 && rename(beside.c_str(), path.c_str()) != 0) code = errno;
  if (code != 0) unlink(beside.c_str());
  return code;
}

fs::path home_folder() {
  if (const char* home = std::getenv("HOME"); home && *home) return home;
  const passwd* user = getpwuid(geteuid());
  return user && user->pw_dir ? fs::path(user->pw_dir) : fs::path();
}

/// Whether the folder exists (it is made when missing) and files can be made in it.
bool usable(const fs::path& folder) {
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  return fs::is_directory(folder, ignored) && access(folder.c_str(), W_OK | X_OK) == 0;
}

/// Below the temporary directory everyone may make names: ours counts only when it is truly ours.
fs::path temporary_cache() {
  const fs::path folder = fs::temp_directory_path() / fmt::format("syncline-{}", geteuid());
  mkdir(folder.c_str(), 0700);
  struct stat status {};
  if (lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) ||
      status.st_uid != geteuid() || access(folder.c_str(), W_OK | X_OK) != 0) {
    throw Error(Failure::Config, "no folder for the cache can be written")
        .with_hint("set SYNCLINE_CACHE to a folder that you may write");
  }
  return folder;
}

fs::path cache_file(std::string_view room, std::string_view key) {
  return cache_folder() / room / sha256(key);
}

/// Stands before a cached value, so that a file which was cut short is seen.
std::string cache_head(std::size_t size) { return fmt::format("syncline {:016x}\n", size); }

}  // namespace

std::string read_file(const fs::path& path) {
  std::string bytes;
  if (const int code = read_all(path, bytes)) fail("read", path, code);
  return bytes;
}

void write_file(const fs::path& path, std::string_view text) {
  std::error_code ignored;
  const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path) : path;
  if (const int code = replace_file(target, {}, text, true)) fail("write", path, code);
}

fs::path cache_folder() {
  const auto variable = [](const char* name) -> fs::path {
    const char* value = std::getenv(name);
    return value ? value : "";
  };
  const auto below = [](const fs::path& folder, const fs::path& name) {
    return folder.empty() ? folder : folder / name;
  };
  for (const fs::path& folder :
       {variable("SYNCLINE_CACHE"), below(variable("XDG_CACHE_HOME"), "syncline"),
        below(home_folder(), ".cache/syncline")}) {
    if (!folder.empty() && usable(folder)) return folder;
  }
  return temporary_cache();
}

FileLock::FileLock(const fs::path& path) {
  // Not a blocking flock(2): Ctrl-C that arrives just before it would be noted, and then we would
  // sleep.
  while (true) {
    if (std::optional<FileLock> lock = attempt(path)) {
      descriptor_ = std::exchange(lock->descriptor_, -1);
      return;
    }
    pollfd signal{interrupt_descriptor(), POLLIN, 0};
    poll(&signal, 1, 10);
    throw_if_interrupted();
  }
}

std::optional<FileLock> FileLock::attempt(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) fail("lock", path, errno);
  while (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    const int code = errno;
    close(file);
    if (code == EWOULDBLOCK) return std::nullopt;
    fail("lock", path, code);
  }
  return FileLock(file);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this != &other) {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::optional<std::string> cache_get(std::string_view room, std::string_view key) {
  std::string bytes;
  if (read_all(cache_file(room, key), bytes) != 0) return std::nullopt;
  const std::size_t head = cache_head(0).size();
  if (bytes.size() < head || !bytes.starts_with(cache_head(bytes.size() - head)))
    return std::nullopt;
  bytes.erase(0, head);
  return bytes;
}

void cache_put(std::string_view room, std::string_view key, std::string_view bytes) {
  const fs::path file = cache_file(room, key);
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  replace_file(file, cache_head(bytes.size()), bytes, false);  // a cache that fails costs only time
}

}  // namespace syncline
