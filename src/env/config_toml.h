// What the files of config.cc share: values of TOML with the place of each, and keys as data.
#pragma once

#include <toml++/toml.h>

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "env/project.h"

namespace syncline {

/// What a key writes into, and what its errors name.
struct ConfigTarget {
  std::string file;
  Project project;
  Environment* environment = nullptr;  ///< the one whose table is being read
  ValueSource* value = nullptr;        ///< the url that is being read
  StageSettings stage_defaults;        ///< what [deploy] says for all stages
  StageSettings* stage = nullptr;      ///< the one that is being read
  HealthCheck* health = nullptr;       ///< the one that is being read
  std::vector<Place> stage_places;     ///< of the names in [deploy] stages
};

/// A section is a table of these.
struct KeyRule {
  std::string_view name;
  void (*take)(const toml::node& value, ConfigTarget& target);
};

Place place_of(const toml::source_region& source, const std::string& file);
Error wrong(const toml::node& node, const ConfigTarget& target, const std::string& message);

/// Each throws Error(Config) with the place for a node of another type.
std::string text(const toml::node& node, const ConfigTarget& target);
bool boolean(const toml::node& node, const ConfigTarget& target);
/// A string like "30s", "5m", "1h".
std::chrono::seconds duration(const toml::node& node, const ConfigTarget& target);
/// The same of a part of a text that stands at `node`.
std::chrono::seconds duration_of(const toml::node& node, const ConfigTarget& target,
                                 std::string_view written);
/// Throws Error(Config) also for a number that is not between them.
int whole_number(const toml::node& node, const ConfigTarget& target, int least, int most);
/// One string, or an array of strings.
std::vector<std::string> texts(const toml::node& node, const ConfigTarget& target);
const toml::table& table(const toml::node& node, const ConfigTarget& target, std::string_view what);

/// Gives each key of `values` to its rule. Throws Error(Config) for an unknown one, with the
/// nearest that is known.
void take_keys(const toml::table& values, std::string_view section, std::span<const KeyRule> rules,
               ConfigTarget& target);
/// The same for a section of the file: `node` must be a table.
void take_section(const toml::node& node, ConfigTarget& target, std::string_view section,
                  std::span<const KeyRule> rules);

std::filesystem::path in_project(const ConfigTarget& target, const std::string& path);

/// [environments.…], see config_environments.cc.
void take_environments(const toml::node& node, ConfigTarget& target);
/// [deploy], see config_deploy.cc. Before [environments.…], wherever it stands in the file.
void take_deploy(const toml::node& node, ConfigTarget& target);
/// [environments.NAME.deploy] into target.environment.
void take_stage(const toml::node& node, ConfigTarget& target);
/// When all was read: throws Error(Config) for stages that are no environments.
void check_stages(const ConfigTarget& target);
/// [history], see config_history.cc.
void take_history(const toml::node& node, ConfigTarget& target);

}  // namespace syncline
