#include "env/project.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "env/config.h"
#include "env/dialects.h"
#include "env/dotenv.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view config_name = "syncline.toml";

std::string from_variable(const ValueSource& source, const std::string& what,
                          const fs::path& folder) {
  if (const char* value = std::getenv(source.variable.c_str())) return value;
  const auto dotenv = load_dotenv(folder / ".env");
  if (const auto found = dotenv.find(source.variable); found != dotenv.end()) return found->second;
  if (source.fallback) return *source.fallback;
  throw Error(Failure::Config, fmt::format("{}: the variable {} is not set", what, source.variable))
      .at(source.place)
      .with_hint("set it in the environment or in .env beside syncline.toml");
}

std::string from_command(const ValueSource& source, const std::string& what,
                         const fs::path& folder) {
  Command command;
  command.program = "/bin/sh";
  command.arguments = {"-c", source.command};
  command.folder = folder;
  const Outcome outcome = run(command);
  if (outcome.status == 0) return outcome.output;
  Error error(Failure::Config,
              fmt::format("{}: the command for its url ended with {}", what, outcome.status));
  error.at(source.place);
  error.detail = std::string(trim(outcome.errors));
  throw error;
}

std::string value_of(const ValueSource& source, const std::string& what, const fs::path& folder) {
  if (source.literal) return *source.literal;
  if (!source.variable.empty()) return from_variable(source, what, folder);
  if (!source.command.empty()) return from_command(source, what, folder);
  return read_file(folder / source.file);
}

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

std::string Project::url_of(const Environment& environment) const {
  const std::string what = fmt::format("environment {}", environment.name);
  const std::string url(trim(value_of(environment.url, what, folder)));
  if (url.empty()) {
    throw Error(Failure::Config, fmt::format("{}: its url is empty", what))
        .at(environment.url.place);
  }
  return resolved_url(url, folder);
}

}  // namespace syncline
