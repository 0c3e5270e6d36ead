#include "env/interpreter.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/files.h"
#include "base/hash.h"
#include "base/process.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view interpreters = "interpreters";

/// The interpreter inside an environment's folder; empty: it is none.
fs::path inside(const fs::path& folder) {
  const auto found = find_program((folder / "bin" / "python").string());
  return found ? *found : fs::path();
}

fs::path of_variables() {
  for (const char* name : {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
    const char* value = std::getenv(name);
    if (!value || !*value) continue;
    if (fs::path found = inside(value); !found.empty()) return found;
  }
  return {};
}

/// uv, pdm and most people keep it beside the project; in a repository of several, at its top.
fs::path beside(fs::path folder) {
  for (;; folder = folder.parent_path()) {
    for (const char* name : {".venv", "venv", "env"}) {
      if (fs::path found = inside(folder / name); !found.empty()) return found;
    }
    std::error_code none;
    if (fs::exists(folder / ".git", none) || folder == folder.parent_path()) return {};
  }
}

/// Poetry keeps environments in a folder of its own, and takes half a second to say where: its
/// answer is kept.
fs::path of_poetry(const fs::path& folder) {
  std::error_code none;
  if (!fs::exists(folder / "poetry.lock", none) || !find_program("poetry")) return {};
  const std::string key = sha256(folder.string());
  if (const auto kept = cache_get(interpreters, key); kept && fs::exists(*kept, none)) return *kept;
  Command command;
  command.program = "poetry";
  command.arguments = {"env", "info", "--executable"};
  command.folder = folder;
  command.timeout = std::chrono::seconds(20);
  const Outcome outcome = run(command);
  const fs::path found = std::string(trim(outcome.output));
  if (outcome.status != 0 || !fs::exists(found, none)) return {};
  cache_put(interpreters, key, found.string());
  return found;
}

}  // namespace

fs::path find_interpreter(const Project& project) {
  if (!project.models.python.empty()) {
    const std::string& name = project.models.python;
    const bool path = name.find('/') != std::string::npos;
    const auto found = find_program(path ? (project.folder / name).string() : name);
    if (found) return *found;
    throw Error(Failure::Config, fmt::format("there is no interpreter {}", name))
        .at({"syncline.toml"})
        .with_hint(
            "python = \"…\" under [models] names it; without it the project's is looked for");
  }
  if (fs::path found = of_variables(); !found.empty()) return found;
  if (fs::path found = beside(project.folder); !found.empty()) return found;
  if (fs::path found = of_poetry(project.folder); !found.empty()) return found;
  if (const auto found = find_program("python3")) return *found;
  throw Error(Failure::Config, "no Python was found for the models")
      .at({"syncline.toml"})
      .with_hint("name the project's interpreter: python = \".venv/bin/python\" under [models]");
}

}  // namespace syncline
