#include "env/exported.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>

#include "base/files.h"
#include "base/hash.h"
#include "base/process.h"
#include "base/secret.h"
#include "base/text.h"
#include "env/child_variables.h"
#include "env/export_record.h"
#include "env/exporter.h"
#include "env/interpreter.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view exports = "exports";

std::string modules_text() {
  std::string text;
  for (const ExporterModule& module : exporter_modules()) {
    text.append(module.name).push_back('\0');
    text.append(module.text).push_back('\0');
  }
  return text;
}

Command command_of(const Project& project, const Dialect& dialect, const fs::path& interpreter) {
  Command command;
  command.program = interpreter;
  // -B: Python knows its compiled files by size and second, and would miss a save within a second.
  command.arguments = {"-B", "-c", std::string(exporter_boot()), std::string(dialect.name),
                       project.folder.string()};
  command.arguments.insert(command.arguments.end(), project.models.sqlalchemy.begin(),
                           project.models.sqlalchemy.end());
  command.environment = child_variables(project.folder);
  command.folder = project.folder;
  command.input = modules_text();
  command.timeout = project.models.timeout;
  command.leaves_nothing = true;
  return command;
}

/// All that decides what an export gives, besides the files that it reads.
std::string key_of(const Command& command) {
  Hash hash;
  hash.add_field(file_stamp(command.program)).add_field(command.program.string());
  for (const std::string& argument : command.arguments) hash.add_field(argument);
  hash.add_field(command.input).add_field(variables_key(command.environment));
  return hash.hex();
}

[[noreturn]] void throw_no_answer(const Outcome& outcome, const Command& command,
                                  std::chrono::seconds timeout) {
  if (outcome.timed_out) {
    Error error(Failure::Input, fmt::format("the models were not imported within {} s; Python was "
                                            "ended, with what it had started",
                                            timeout.count()));
    error.detail = masked_words(trim(outcome.errors));
    throw error.with_hint(
        "what runs on import waits for something; timeout under [models] says how "
        "long is waited");
  }
  Error error(Failure::Input, fmt::format("{} ended with {} before the models were read",
                                          command.program.string(), outcome.status));
  error.detail = masked_words(trim(outcome.errors));
  throw error;
}

Exported made(const Project& project, const Dialect& dialect) {
  const Command command = command_of(project, dialect, find_interpreter(project));
  const std::string key = project.models.cache ? key_of(command) : "";
  if (!key.empty()) {
    if (const auto kept = cache_get(exports, key)) {
      const auto record = ExportRecord::parse(*kept);
      if (record && record->unchanged()) {
        Exported exported = record->exported();
        exported.kept = true;
        return exported;
      }
    }
  }
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = run(command);
  const auto record = ExportRecord::parse(outcome.output);
  if (!record || outcome.timed_out) throw_no_answer(outcome, command, project.models.timeout);
  Exported exported = record->exported();
  exported.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  exported.said = masked_words(trim(outcome.errors));
  if (!key.empty() && !exported.error && exported.not_kept_because.empty()) {
    cache_put(exports, key, outcome.output);
  }
  return exported;
}

/// By project and dialect.
struct Last {
  std::mutex mutex;
  std::map<std::pair<fs::path, std::string_view>, std::optional<Exported>> exports;
};

Last& last() {
  static Last one;
  return one;
}

void remember(const Project& project, const Dialect& dialect, std::optional<Exported> exported) {
  const std::lock_guard lock(last().mutex);
  last().exports[{project.folder, dialect.name}] = std::move(exported);
}

}  // namespace

Exported export_models(const Project& project, const Dialect& dialect) {
  try {
    Exported exported = made(project, dialect);
    remember(project, dialect, exported);
    return exported;
  } catch (const Error&) {
    remember(project, dialect, std::nullopt);
    throw;
  }
}

std::optional<Exported> last_export(const Project& project, const Dialect& dialect) {
  {
    const std::lock_guard lock(last().mutex);
    const auto found = last().exports.find({project.folder, dialect.name});
    if (found != last().exports.end()) return found->second;
  }
  try {
    return export_models(project, dialect);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace syncline
