// Where an environment's url comes from: variables, files, commands, services.
#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>

#include "base/files.h"
#include "base/process.h"
#include "base/secret.h"
#include "base/text.h"
#include "env/dialects.h"
#include "env/dotenv.h"
#include "env/project.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds command_patience{30};

/// The process's variable, else that of .env.
std::optional<std::string> variable(const std::string& name, const fs::path& folder) {
  if (const char* value = std::getenv(name.c_str())) return value;
  const auto dotenv = load_dotenv(folder / ".env");
  if (const auto found = dotenv.find(name); found != dotenv.end()) return found->second;
  return {};
}

std::string from_variable(const ValueSource& source, const std::string& what,
                          const fs::path& folder) {
  if (const auto value = variable(source.variable, folder)) return *value;
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
  command.timeout = source.timeout.value_or(command_patience);
  command.guarded = true;
  const Outcome outcome = run(command);
  if (outcome.status == 0 && !outcome.timed_out) return outcome.output;
  const std::string how =
      outcome.timed_out
          ? fmt::format("did not end within {} s",
                        std::chrono::duration_cast<std::chrono::seconds>(command.timeout).count())
          : fmt::format("ended with {}", outcome.status);
  Error error(Failure::Config, fmt::format("{}: the command for its url {}", what, how));
  error.at(source.place);
  error.detail = masked_words(trim(outcome.errors));
  if (outcome.timed_out) error.hint = "give it longer with timeout = \"2m\" beside the command";
  throw error;
}

std::string from_file(const ValueSource& source, const std::string& what, const fs::path& folder) {
  try {
    return read_file(folder / source.file);
  } catch (const Error& problem) {
    throw Error(Failure::Config, fmt::format("{}: the file for its url: {}", what, problem.what()))
        .at(source.place);
  }
}

std::string value_of(const ValueSource& source, const std::string& what, const fs::path& folder) {
  if (source.literal) return *source.literal;
  if (!source.variable.empty()) return from_variable(source, what, folder);
  if (!source.command.empty()) return from_command(source, what, folder);
  if (!source.service.empty()) return "postgresql:///?service=" + source.service;
  return from_file(source, what, folder);
}

/// Text that is no url may be anything: it is not looked into.
void remember_url(std::string_view url) {
  if (!is_url(url)) return;
  try {
    dialect_of(url).display_url(std::string(url));
  } catch (const Error&) {
    // Who uses it will be told that it is malformed.
  }
}

void remember_source(const ValueSource& source, const fs::path& folder) {
  if (source.literal) remember_url(*source.literal);
  if (source.fallback) remember_url(*source.fallback);
  if (!source.variable.empty()) remember_url(trim(variable(source.variable, folder).value_or("")));
  std::error_code none;
  if (!source.file.empty() && fs::is_regular_file(folder / source.file, none)) {
    try {
      remember_url(trim(read_file(folder / source.file)));
    } catch (const Error&) {
      // Who needs it will be told that it cannot be read.
    }
  }
}

}  // namespace

std::string origin_of(const ValueSource& url) {
  if (url.literal) {
    if (!is_url(*url.literal)) return "(not a url)";
    return dialect_of(std::string_view(*url.literal)).display_url(*url.literal);
  }
  if (!url.variable.empty()) return fmt::format("variable {}", url.variable);
  if (!url.file.empty()) return fmt::format("file {}", url.file);
  if (!url.service.empty()) return fmt::format("service {}", url.service);
  return fmt::format("command {}", masked_words(url.command));
}

std::string connect_origin(const Environment& environment, Access access) {
  const ValueSource& url = url_source(environment, access);
  return url.literal ? "" : origin_of(url);
}

const ValueSource& url_source(const Environment& environment, Access access) {
  return access == Access::Change && environment.apply_url ? *environment.apply_url
                                                           : environment.url;
}

std::string Project::url_of(const Environment& environment, Access access) const {
  const std::string what = fmt::format("environment {}", environment.name);
  const ValueSource& source = url_source(environment, access);
  const std::string url(trim(value_of(source, what, folder)));
  if (url.empty()) {
    throw Error(Failure::Config, fmt::format("{}: its url is empty", what)).at(source.place);
  }
  remember_url(url);
  return resolved_url(url, folder);
}

void Project::remember_secrets() const {
  if (const char* password = std::getenv("PGPASSWORD")) remember_secret(password);
  remember_url(scratch_url);
  for (const Environment& one : environments) {
    remember_source(one.url, folder);
    if (one.apply_url) remember_source(*one.apply_url, folder);
  }
}

}  // namespace syncline
