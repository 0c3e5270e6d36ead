// syncline.toml: what a project is.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "diff/scope.h"
#include "migrate/foreign_ledger.h"

namespace syncline {

enum class Role { Development, Test, Staging, Production };
std::string_view role_name(Role role);

/// A value that may be written in the file, or come from an environment variable, a file or a
/// command.
struct ValueSource {
  std::optional<std::string> literal;
  std::string variable, file, command;
  std::optional<std::string> fallback;  ///< "default"
  Place place;                          ///< where syncline.toml says so
};

/// Whether commands that change a database make a backup first.
enum class BackupPolicy {
  Unset,         ///< the command's own habit
  BeforeChange,  ///< always
  Optional,      ///< unless --no-backup is said
  Never,
};

struct BackupSettings {
  std::filesystem::path folder;  ///< absolute
  std::optional<int> keep = 10;  ///< of each environment; nothing: however many
  std::optional<std::chrono::seconds> max_age = std::chrono::days(30);  ///< nothing: however old
};

struct Environment {
  std::string name;
  Role role = Role::Development;
  ValueSource url;
  std::string confirm;  ///< the word to be typed; empty: "yes"
  BackupPolicy backup = BackupPolicy::Unset;
  /// How long rows that revisions drop are kept; 0: not at all.
  std::chrono::seconds keep_dropped{0};
};

/// [watch]: what is not said there is decided by flags, variables and what is usual.
struct WatchConfig {
  std::optional<bool> on, generate, apply, sync, backup;
  std::vector<std::filesystem::path> paths;  ///< more than the models: files and folders, absolute
  std::string interval;                      ///< "2s"
  std::filesystem::path log;                 ///< absolute; empty: none
  std::string on_change;                     ///< a command of the shell
};

/// [models]
struct Models {
  std::vector<std::filesystem::path> sql, sql_after;  ///< files and folders, absolute
  std::vector<std::string> sqlalchemy;                ///< "package.module:Base"
  std::vector<std::string> programs;                  ///< shell commands that print DDL
  std::string python;                                 ///< the interpreter; empty: looked for
  std::chrono::seconds timeout{60};                   ///< of an import, and of a program
  bool cache = true;  ///< an import whose files have not changed is not repeated

  bool any() const {
    return !sql.empty() || !sql_after.empty() || !sqlalchemy.empty() || !programs.empty();
  }
};

/// [practices]: what `validate --practices` does not look at.
struct PracticeSettings {
  std::vector<std::string> off;     ///< names of rules
  std::vector<std::string> ignore;  ///< "rule kind path", "rule path"; * and ? match
};

struct Project {
  std::string name;
  std::filesystem::path folder;      ///< where syncline.toml stands; all paths are relative to it
  std::filesystem::path migrations;  ///< absolute
  std::filesystem::path revision_template;  ///< [project] template; empty: our own
  Models models;
  PracticeSettings practices;
  Scope scope;
  std::string dialect;  ///< [project] dialect; empty: the dialect of the default environment's url
  std::string scratch_url;
  ForeignSettings history;  ///< [history]: the tool that its databases come from
  WatchConfig watch;
  std::optional<bool> sync_backup;        ///< [sync] backup
  std::filesystem::path reset_seed;       ///< [reset] seed, absolute; empty: none
  BackupSettings backup;
  std::string default_environment;        ///< "local", or the only one, or [project] default
  std::vector<Environment> environments;  ///< in the order of the file

  /// The syncline.toml in `start` or above it, or nothing.
  static std::optional<std::filesystem::path> find(const std::filesystem::path& start);
  /// Looks for syncline.toml in `start` and above. Throws Error(Config): none found (hint: syncline
  /// init), TOML errors with line and column, unknown keys with the nearest known one.
  static Project load(const std::filesystem::path& start);
  static Project load_file(const std::filesystem::path& file);

  /// Throws Error(Config) with the known names when there is none; an empty name is the default
  /// one.
  const Environment& environment(std::string_view name) const;
  /// The url in full, with secrets: variables (the process's, then .env's), files and commands
  /// resolved.
  std::string url_of(const Environment& environment) const;
};

}  // namespace syncline
