// The watcher: rounds after saves, until a signal ends it.
#pragma once

#include <functional>
#include <string>

#include "base/files.h"
#include "watch/file_watch.h"
#include "watch/log.h"
#include "watch/round.h"

namespace syncline {

/// Held while a project is watched: one watcher a project and user.
class WatchLock {
 public:
  /// Throws Error(Refused) with the other's process id.
  explicit WatchLock(const Project& project);

 private:
  FileLock lock_;
};

struct WatchListener {
  std::function<void(const std::string& line)> told;  ///< what is said besides rounds
  std::function<void(const Round&)> round;  ///< not called for a retry that changed nothing
};

struct WatchRequest {
  RoundOptions rounds;
  bool poll = false;
  bool once = false;  ///< one round, then the end
};

/// What one configuration comes to: all that watch() needs, read anew each time it was saved.
struct WatchSetup {
  const Project* project = nullptr;  ///< this and the workshop live until the next setup is made
  Workshop* workshop = nullptr;
  std::optional<WatchTarget> target;  ///< nothing: no database is needed
  WatchRequest request;
};

/// Does a first round, then one after each save. When syncline.toml or .env is saved, `set_up` is
/// called anew; what it throws then is told, and waited out until they are saved again. Returns
/// when MIGRATION_WATCHER or [watch] turns it off, with `once` after the first round; throws what
/// the first set_up() throws, Error(Refused) by the role of the environment (a database that is
/// refused for another reason is told of, and left alone), and Interrupted after a signal. All
/// other errors are told and waited out; a database that is away is tried again every `interval`.
void watch(const std::function<WatchSetup()>& set_up, const WatchListener& listener);

/// What a round did, in lines of text; "" when it did nothing. `name` is how a file is called.
std::string round_text(const Round& round,
                       const std::function<std::string(const std::filesystem::path&)>& name);
/// What stands in its way; "" when nothing does.
std::string error_text(const Round& round);

}  // namespace syncline
