// A backup before a command changes a database, as the environment's policy wants it.
#pragma once

#include <optional>
#include <string_view>

#include "backup/make.h"
#include "base/size.h"
#include "cli/context.h"

namespace syncline {

/// "--no-backup", for every command that calls backup_first().
inline constexpr Option no_backup_option = {
    "--no-backup", "", "", "make no backup first, where the environment's policy leaves that open"};

/// What a command does where the environment has no policy of its own.
enum class BackupHabit { Makes, LeavesOut };

/// Makes a backup of context.chosen() when its policy or the habit says so, tells on stderr, and
/// shows progress; `reason` is one word ("upgrade"). Throws Error(Refused) for --no-backup where
/// the policy is before-change. Nothing: none was to be made. What make_backup() throws passes:
/// then the command must not go on.
std::optional<StoredBackup> backup_first(Context& context, std::string_view reason,
                                         BackupHabit habit);
/// The refusal alone, for before the first question.
void check_no_backup(Context& context);

/// The database of --url, --env or the default, and what is asked of it.
BackupSubject backup_subject(Context& context);

/// Sets the request's progress: size and rate on a terminal, until the end of `line`.
class BackupProgress {
 public:
  explicit BackupProgress(BackupRequest& request);
  ~BackupProgress();
  BackupProgress(const BackupProgress&) = delete;
  BackupProgress& operator=(const BackupProgress&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace syncline
