// How a project is watched: flags, then variables, then syncline.toml, then what is usual.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "env/compared.h"
#include "env/project.h"

namespace syncline {

/// What the command line says; what it does not say is decided elsewhere.
struct WatchFlags {
  std::optional<bool> on, generate, apply, sync, backup;
  std::optional<std::string> interval, log;
};

struct WatchSettings {
  bool on = true;         ///< MIGRATION_WATCHER, [watch] on
  bool generate = false;  ///< AUTO_GENERATE: write and amend the open revision
  bool apply = false;     ///< AUTO_APPLY: bring the database to the head of the revisions
  bool sync = false;      ///< the database directly to the models, without revisions
  bool backup = false;    ///< BACKUP_BEFORE_MIGRATE: before the database is changed
  /// WATCH_INTERVAL: between two looks where the kernel does not tell, and between two tries to
  /// reach a database that is away.
  std::chrono::milliseconds interval{1000};
  std::chrono::milliseconds quiet{60};       ///< without a save, before a round begins
  std::filesystem::path log;                 ///< empty: none
  std::vector<std::filesystem::path> paths;  ///< more than the models and the revisions
  std::string on_change;                     ///< a command of the shell after each round
};

/// A flag wins over a variable (of the process, then of .env), that over [watch] in syncline.toml.
/// Throws Error(Config) for a value that is neither yes nor no or no time, Error(Usage) for sync
/// together with generate or apply.
WatchSettings watch_settings(const Project& project, const WatchFlags& flags);

/// "2", "0.5", "500ms", "3s", "1m". Throws Error(Config) that names `what`.
std::chrono::milliseconds parse_interval(const std::string& text, std::string_view what);

/// Whether BACKUP_BEFORE_MIGRATE says something, for commands besides watch.
std::optional<bool> backup_variable(const Project& project);

}  // namespace syncline
