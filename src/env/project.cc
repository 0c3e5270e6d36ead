#include "env/project.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "env/config.h"
#include "env/foreign.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view config_name = "syncline.toml";

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::Development:
      return "development";
    case Role::Test:
      return "test";
    case Role::Staging:
      return "staging";
    case Role::Production:
      return "production";
  }
  return "";
}

std::optional<fs::path> Project::find(const fs::path& start) {
  for (fs::path folder = fs::absolute(start);; folder = folder.parent_path()) {
    std::error_code none;
    if (fs::exists(folder / config_name, none)) return folder / config_name;
    if (folder == folder.parent_path()) return {};
  }
}

Project Project::load(const fs::path& start) {
  if (const auto file = find(start)) return load_file(*file);
  throw Error(Failure::Config, fmt::format("there is no {} in {} or above", config_name,
                                           fs::absolute(start).string()))
      .with_hint("begin a project with: syncline init");
}

Project Project::load_file(const fs::path& file) {
  std::error_code none;
  if (!fs::exists(file, none)) {
    throw Error(Failure::Config, fmt::format("there is no file {}", file.string()));
  }
  return parse_config(read_file(file), file);
}

const Environment& Project::environment(std::string_view wanted) const {
  const std::string_view looked_for = wanted.empty() ? default_environment : wanted;
  std::vector<std::string> known;
  for (const Environment& one : environments) {
    if (one.name == looked_for) return one;
    known.push_back(one.name);
  }
  Error error(Failure::Config, "");
  if (environments.empty()) {
    error = Error(Failure::Config, "the project has no environments");
    error.with_hint("add [environments.local] with a url, or give --url");
  } else if (looked_for.empty()) {
    error = Error(Failure::Config, "no environment is the default one");
    error.with_hint("choose one with --env: " + join(known, ", "));
  } else {
    const std::string near = nearest(looked_for, known);
    error = Error(Failure::Config, fmt::format("there is no environment \"{}\"", looked_for));
    error.with_hint(near.empty() ? "known are: " + join(known, ", ")
                                 : fmt::format("did you mean \"{}\"?", near));
  }
  throw error.at({std::string(config_name)});
}

Scope Project::scope_of(const Environment& environment) const {
  Scope own = syncline::scope_of(*this);
  if (!environment.schemas.empty()) own.schemas = environment.schemas;
  return own;
}

}  // namespace syncline
