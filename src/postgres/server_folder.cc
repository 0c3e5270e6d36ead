#include "postgres/server_folder.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "base/error.h"
#include "base/files.h"
#include "base/hash.h"

namespace syncline::postgres {

namespace fs = std::filesystem;

namespace {

// sun_path holds 108 bytes on Linux and 104 elsewhere; "/.s.PGSQL.5432.lock" stands behind the
// folder.
constexpr std::size_t longest_socket_folder = 80;

/// Whether the user may enter the folder and all above it.
bool can_enter(fs::path folder, const ServerUser& user) {
  for (folder = fs::absolute(folder); folder.has_relative_path(); folder = folder.parent_path()) {
    struct stat status {};
    if (stat(folder.c_str(), &status) != 0) return false;
    const mode_t needed = status.st_uid == user.uid ? S_IXUSR : S_IXOTH;
    if (!(status.st_mode & needed)) return false;
  }
  return true;
}

std::string short_hash(const fs::path& path) {
  return sha256(fs::absolute(path).string()).substr(0, 12);
}

const fs::path memory_file_system = "/dev/shm";
// A scratch database of a thousand tables takes a tenth of a gigabyte.
constexpr std::uint64_t plenty_of_space = 2ULL << 30U, plenty_of_memory = 4ULL << 30U;

std::uint64_t available_memory() {
  std::ifstream file("/proc/meminfo");
  std::string name;
  std::uint64_t kilobytes = 0;
  for (std::string line; file >> name >> kilobytes; std::getline(file, line)) {
    if (name == "MemAvailable:") return kilobytes << 10U;
  }
  return 0;
}

bool has_plenty(const fs::path& folder) {
  struct statvfs space {};
  return statvfs(folder.c_str(), &space) == 0 &&
         std::uint64_t{space.f_bavail} * space.f_frsize >= plenty_of_space &&
         available_memory() >= plenty_of_memory;
}

/// Containers can share memory and see different files: this tells whose files somebody sees.
std::string root_of_files() {
  struct stat status {};
  return stat("/", &status) == 0 ? fmt::format("{}:{}", status.st_dev, status.st_ino) : "";
}

/// Each folder in memory says to which cache folder it belongs, and among whose files: it goes when
/// that has gone. Of another's files that cannot be seen: then it goes when it is old.
bool is_orphan(const fs::path& folder) {
  constexpr std::chrono::hours old{24};
  std::error_code ignored;
  std::ifstream file(folder / "cache");
  std::string cache, root;
  if (!std::getline(file, cache) || fs::exists(cache, ignored)) return false;
  if (!std::getline(file, root) || root == root_of_files()) return true;
  const auto used = fs::last_write_time(folder / "cache", ignored);
  return fs::file_time_type::clock::now() - used > old;
}

void remove_orphans(const std::string& beginning) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(memory_file_system, ignored)) {
    if (!entry.path().filename().string().starts_with(beginning)) continue;
    if (is_orphan(entry.path())) fs::remove_all(entry.path(), ignored);
  }
}

/// Empty when there is no room, or something there is not ours.
fs::path folder_in_memory(const fs::path& cache, const ServerUser& user) {
  if (!has_plenty(memory_file_system)) return {};
  const std::string beginning = fmt::format("syncline-{}-", user.name);
  const fs::path folder = memory_file_system / (beginning + short_hash(cache));
  try {
    remove_orphans(beginning);
    make_private(folder, user);
    write_file(folder / "cache", cache.string() + "\n" + root_of_files() + "\n");
  } catch (const Error&) {
    return {};
  }
  return folder;
}

}  // namespace

ServerUser server_user() {
  if (geteuid() != 0) {
    const passwd* self = getpwuid(geteuid());
    return {self ? self->pw_name : std::to_string(geteuid()), geteuid(), getegid(), false};
  }
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = getpwnam(name)) return {name, user->pw_uid, user->pw_gid, true};
  }
  throw Error(Failure::Config,
              "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody")
      .with_hint("run the command as another user, or name a server with --scratch URL");
}

void make_private(const fs::path& folder, const ServerUser& user) {
  std::error_code ignored;
  fs::create_directories(folder.parent_path(), ignored);
  if (mkdir(folder.c_str(), 0700) == 0 && user.is_other) {
    if (lchown(folder.c_str(), user.uid, user.gid) != 0) rmdir(folder.c_str());
  }
  struct stat status {};
  const bool ours = lstat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
                    status.st_uid == user.uid && !(status.st_mode & (S_IWGRP | S_IWOTH));
  if (ours) return;
  throw Error(Failure::Config, fmt::format("the folder {} for a scratch server cannot be made, or "
                                           "belongs to somebody else",
                                           folder.string()))
      .with_hint("remove it, or set SYNCLINE_CACHE to another folder");
}

fs::path slots_folder(std::string_view server_version, const ServerUser& user) {
  const fs::path cache = cache_folder();
  const char* chosen = std::getenv("SYNCLINE_SCRATCH_FOLDER");
  fs::path parent = chosen && *chosen ? fs::path(chosen) : folder_in_memory(cache, user);
  if (parent.empty()) parent = cache;
  if (user.is_other && !can_enter(parent, user)) {
    parent = fmt::format("/var/tmp/syncline-{}-{}", user.name, short_hash(parent));
    make_private(parent, user);
  }
  const fs::path folder = parent / fmt::format("postgres-{}-{}", server_version, user.name);
  make_private(folder, user);
  return folder;
}

bool is_in_memory(const fs::path& folder) {
  return folder.native().starts_with(memory_file_system.native() + "/");
}

fs::path socket_folder(const fs::path& slot, const ServerUser& user) {
  if (slot.string().size() <= longest_socket_folder) return slot;
  const fs::path instead = fmt::format("/tmp/syncline-{}", short_hash(slot));
  make_private(instead, user);
  return instead;
}

}  // namespace syncline::postgres
