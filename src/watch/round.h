// One look at the models after a save, and what is done about it.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "env/follow.h"
#include "env/guard.h"
#include "watch/settings.h"

namespace syncline {

/// The database that is watched for.
struct WatchTarget {
  std::string url, what;
  const Environment* environment = nullptr;  ///< null: by its url
};

/// Everything that can be told of a round. An error is a value: it is waited out.
struct Round {
  std::vector<std::filesystem::path> saved;  ///< what made us look; nothing: the first, or a retry
  /// From the head of the revisions (with sync: from the database) to the models; null when that
  /// was not found out. Equal when nothing differs.
  std::shared_ptr<const Comparison> difference;
  std::string revision;                 ///< written or amended
  std::filesystem::path file, removed;  ///< of the revision
  bool amended = false;
  Followed followed = Followed::Nothing;
  bool synced = false;
  std::string database;  ///< what it is called; empty: it was not asked
  std::vector<std::string> notes;
  std::optional<Error> error;
  std::string step;   ///< what failed: "models", "revisions", "database"
  bool away = false;  ///< the database does not answer: it is tried again
  double seconds = 0;
  double models_seconds = 0;  ///< of these, until the models were loaded

  /// Whether there is anything to tell besides that all is as it was.
  bool changed_something() const {
    return !revision.empty() || !removed.empty() || synced || followed != Followed::Nothing;
  }
};

struct RoundOptions {
  WatchSettings settings;
  Dangers allowed;
  bool prove = true;
  std::string message;  ///< of new revisions; empty: made of what differs
  std::function<void(Database&)> backup = [](Database&) {};  ///< only called when it is wanted
};

/// Keeps between rounds what makes them quick: the scratch server is the workshop's.
class Rounds {
 public:
  /// `project` and `workshop` must outlive it; `target` null: no database is needed. Throws
  /// Error(Refused) when it is not one for development.
  Rounds(const Project& project, Workshop& workshop, std::optional<WatchTarget> target,
         RoundOptions options);

  /// Throws Interrupted, and nothing else.
  Round run();

 private:
  void by_revisions(Round& round, const Recipe& models);
  void by_sync(Round& round, const Recipe& models);
  void write(Round& round, Migrations& migrations, const Recipe& models);
  bool may_amend(Migrations& migrations, const Revision& open);
  Database& connect(Round& round);

  const Project& project_;
  Workshop& workshop_;
  const std::optional<WatchTarget> target_;
  const RoundOptions options_;
  std::optional<DevelopmentGuard> guard_;
  std::unique_ptr<Database> database_;
  std::map<std::string, std::chrono::steady_clock::time_point> looked_;  ///< where it is published
};

/// One line of what differs, for a revision's message: "Add column users.name and 3 more". What
/// stands on something that is new or gone is not counted.
std::string message_of(const std::vector<Change>& changes);

}  // namespace syncline
