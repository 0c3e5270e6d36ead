#include "watch/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "base/text.h"
#include "env/dotenv.h"

namespace syncline {

namespace {

/// Of the process, else of .env.
class Variables {
 public:
  explicit Variables(const Project& project) : dotenv_(load_dotenv(project.folder / ".env")) {}

  std::optional<std::string> text(const char* name) const {
    if (const char* value = std::getenv(name); value && *value) return value;
    const auto found = dotenv_.find(name);
    if (found == dotenv_.end() || found->second.empty()) return std::nullopt;
    return found->second;
  }

  std::optional<bool> flag(const char* name) const {
    const auto value = text(name);
    if (!value) return std::nullopt;
    constexpr std::array yes{"1", "on", "true", "yes", "enabled"};
    constexpr std::array no{"0", "off", "false", "no", "disabled"};
    const std::string word = lower(*value);
    if (std::ranges::find(yes, word) != yes.end()) return true;
    if (std::ranges::find(no, word) != no.end()) return false;
    throw Error(Failure::Config, fmt::format("the variable {} is \"{}\"", name, *value))
        .with_hint("it is true or false");
  }

 private:
  std::map<std::string, std::string> dotenv_;
};

bool decided(std::optional<bool> flag, std::optional<bool> variable, std::optional<bool> config,
             bool usual) {
  return flag.value_or(variable.value_or(config.value_or(usual)));
}

}  // namespace

std::chrono::milliseconds parse_interval(const std::string& text, std::string_view what) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  const std::string unit(trim(end));
  const double scale = unit.empty() || unit == "s" ? 1000
                       : unit == "ms"              ? 1
                       : unit == "m"               ? 60000
                                                   : 0;
  const double milliseconds = number * scale;
  if (end == text.c_str() || !(milliseconds >= 10) || milliseconds > 86400e3) {
    throw Error(Failure::Config, fmt::format("{} is \"{}\"", what, text))
        .with_hint("it is a time like 2s, 500ms or 1m; a plain number counts seconds");
  }
  return std::chrono::milliseconds(static_cast<long>(milliseconds));
}

std::optional<bool> backup_variable(const Project& project) {
  return Variables(project).flag("BACKUP_BEFORE_MIGRATE");
}

WatchSettings watch_settings(const Project& project, const WatchFlags& flags) {
  const Variables variables(project);
  const WatchConfig& config = project.watch;
  WatchSettings settings;
  settings.on = decided(flags.on, variables.flag("MIGRATION_WATCHER"), config.on, true);
  settings.sync = decided(flags.sync, {}, config.sync, false);
  const bool says_revisions = flags.generate.value_or(false) || flags.apply.value_or(false);
  if (settings.sync && says_revisions && flags.sync.value_or(false)) {
    throw Error(Failure::Usage, "--sync works without revisions: not with --generate or --apply");
  }
  if (says_revisions) settings.sync = false;
  if (!settings.sync) {
    settings.generate =
        decided(flags.generate, variables.flag("AUTO_GENERATE"), config.generate, false);
    settings.apply = decided(flags.apply, variables.flag("AUTO_APPLY"), config.apply, false);
  }
  settings.backup =
      decided(flags.backup, variables.flag("BACKUP_BEFORE_MIGRATE"), config.backup, false);
  if (flags.interval) {
    settings.interval = parse_interval(*flags.interval, "--interval");
  } else if (const auto text = variables.text("WATCH_INTERVAL")) {
    settings.interval = parse_interval(*text, "the variable WATCH_INTERVAL");
  } else if (!config.interval.empty()) {
    settings.interval = parse_interval(config.interval, "[watch] interval");
  }
  settings.log = flags.log ? std::filesystem::path(*flags.log) : config.log;
  settings.paths = config.paths;
  settings.on_change = config.on_change;
  return settings;
}

}  // namespace syncline
