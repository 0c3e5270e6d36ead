// Where a private cluster lives, and as which user.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace syncline::postgres {

/// The system user that runs the server: we, or, since PostgreSQL refuses root, another one.
struct ServerUser {
  std::string name;
  uid_t uid;
  gid_t gid;
  bool is_other = false;  ///< we are root, and this is not

  /// Its name for base/process.h: empty when we need not change.
  std::string drop_to() const { return is_other ? name : std::string(); }
};

ServerUser server_user();

/// Makes the folder (and its parents) when missing, for the server's user alone. Throws
/// Error(Config) when it exists and belongs to somebody else, as could be below a folder that all
/// may write.
void make_private(const std::filesystem::path& folder, const ServerUser& user);

/// The folder of all slots of one server version: below $SYNCLINE_SCRATCH_FOLDER; else in memory
/// (/dev/shm), where there is plenty; else in the cache folder, or, where the server's user cannot
/// get there, below /var/tmp. A schema is many small files, and a file system on a disk may be slow
/// in making what was deleted a moment ago.
std::filesystem::path slots_folder(std::string_view server_version, const ServerUser& user);

/// Whether what is kept there takes memory.
bool is_in_memory(const std::filesystem::path& folder);

/// A folder for sockets: `slot` itself, or one below /tmp when its name is too long for a socket.
std::filesystem::path socket_folder(const std::filesystem::path& slot, const ServerUser& user);

}  // namespace syncline::postgres
