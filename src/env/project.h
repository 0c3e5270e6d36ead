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
#include "env/deploy_settings.h"
#include "migrate/foreign_ledger.h"

namespace syncline {

enum class Role { Development, Test, Staging, Production };
std::string_view role_name(Role role);

/// A url that may be written in the file, or come from an environment variable, a file, a command
/// or a service of libpq.
struct ValueSource {
  std::optional<std::string> literal;
  std::string variable, file, command, service;
  std::optional<std::string> fallback;          ///< "default"
  std::optional<std::chrono::seconds> timeout;  ///< of the command; none: 30 s
  Place place;                                  ///< where syncline.toml says so
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
  std::optional<ValueSource> apply_url;  ///< of a role that may change; none: `url`
  std::vector<std::string> schemas;      ///< in place of those of the project's scope; none: those
  std::vector<std::string> tags;
  bool tls_accepted = false;  ///< nobody is warned that the connection is not sslmode=verify-full
  std::string confirm;        ///< the word to be typed; empty: "yes"
  BackupPolicy backup = BackupPolicy::Unset;
  /// How long rows that revisions drop are kept; 0: not at all.
  std::chrono::seconds keep_dropped{0};
  StageSettings stage;  ///< [environments.NAME.deploy], on top of what [deploy] says for all
};

/// [run]: what an application's start does before it. Variables of the process may say otherwise.
struct RunPolicy {
  bool migrate = true;  ///< AUTO_MIGRATE
  bool backup = false;  ///< BACKUP_BEFORE_MIGRATE
  bool rollback_on_failure = true;
  std::vector<std::filesystem::path> seed;  ///< SEED_MASTER_DATA; absolute
  std::chrono::seconds wait_for_database{60}, wait{600};
};

/// What a connection is for: an environment may have a role for each.
enum class Access { Read, Change };

/// Where an environment's url comes from, for people; never a secret.
std::string origin_of(const ValueSource& url);
/// The same for ConnectOptions: "variable DATABASE_URL"; empty for a url that is
/// written in the file.
std::string connect_origin(const Environment& environment, Access access);
/// The one that is used for `access`.
const ValueSource& url_source(const Environment& environment, Access access);
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
  RunPolicy run;
  ForeignSettings history;  ///< [history]: the tool that its databases come from
  WatchConfig watch;
  std::optional<bool> sync_backup;        ///< [sync] backup
  std::filesystem::path reset_seed;       ///< [reset] seed, absolute; empty: none
  std::filesystem::path pull_seed;        ///< [pull] seed, absolute; empty: none
  BackupSettings backup;
  DeploySettings deploy;
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
  /// The url in full, with secrets: variables (the process's, then .env's), files, commands and
  /// services resolved. Its secrets are known to base/secret.h from then on.
  std::string url_of(const Environment& environment, Access access = Access::Read) const;
  /// What of the environment's database is ours.
  Scope scope_of(const Environment& environment) const;
  /// Tells base/secret.h what may be told without running a command: children may print it.
  void remember_secrets() const;
};

}  // namespace syncline
