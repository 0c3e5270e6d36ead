#include "postgres/server_folder.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

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
  const std::string name = fmt::format("postgres-{}-{}", server_version, user.name);
  if (!user.is_other || can_enter(cache, user)) {
    make_private(cache / name, user);
    return cache / name;
  }
  const fs::path instead = fmt::format("/var/tmp/syncline-{}-{}", user.name, short_hash(cache));
  make_private(instead, user);
  make_private(instead / name, user);
  return instead / name;
}

fs::path socket_folder(const fs::path& slot, const ServerUser& user) {
  if (slot.string().size() <= longest_socket_folder) return slot;
  const fs::path instead = fmt::format("/tmp/syncline-{}", short_hash(slot));
  make_private(instead, user);
  return instead;
}

}  // namespace syncline::postgres
