#include "env/models.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/hash.h"
#include "base/process.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

struct Text {
  std::string name;  ///< for messages: a path as the user would write it, or a program
  std::string sql;
};

std::vector<fs::path> files_of(const fs::path& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.path().extension() == ".sql" && entry.is_regular_file())
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string name_of(const fs::path& path) {
  const fs::path near = fs::proximate(path);
  return near.native().starts_with("..") ? path.string() : near.string();
}

std::vector<Text> read_sql(const fs::path& path) {
  std::vector<Text> texts;
  for (const fs::path& file : files_of(path)) {
    std::error_code none;
    if (!fs::exists(file, none)) {
      throw Error(Failure::Input, fmt::format("there is no file {}", name_of(file)));
    }
    texts.push_back({name_of(file), read_file(file)});
  }
  return texts;
}

Text run_program(const std::string& program, const fs::path& folder) {
  Command command;
  command.program = "/bin/sh";
  command.arguments = {"-c", program};
  command.folder = folder;
  Outcome outcome = run(command);
  if (outcome.status == 0) return {program, std::move(outcome.output)};
  Error error(Failure::Input,
              fmt::format("the program of the models ended with {}: {}", outcome.status, program));
  error.detail = std::string(trim(outcome.errors));
  throw error;
}

Recipe recipe_of(std::string what, std::vector<Text> texts, const Syntax& syntax) {
  Recipe recipe;
  recipe.what = std::move(what);
  Hash hash;
  hash.add_field("sql");
  for (const Text& one : texts) hash.add_field(one.sql);
  recipe.content = hash.hex();
  recipe.fill = [texts = std::move(texts), syntax](Session& session, auto& notes) {
    for (const Text& one : texts) {
      const Script script = split_script(one.sql, one.name, syntax);
      for (const std::string& note : script.notes) {
        notes.push_back(fmt::format("{}: {}", one.name, note));
      }
      session.load(script, notes);
    }
  };
  return recipe;
}

}  // namespace

Recipe models_recipe(const Project& project, const Dialect& dialect) {
  if (project.sql_models.empty() && project.model_programs.empty()) {
    throw Error(Failure::Config, "the project declares no models")
        .at({"syncline.toml"})
        .with_hint("name them under [models]: sql = [\"schema/\"]");
  }
  std::vector<Text> texts;
  for (const fs::path& path : project.sql_models) {
    for (Text& one : read_sql(path)) texts.push_back(std::move(one));
  }
  for (const std::string& program : project.model_programs) {
    texts.push_back(run_program(program, project.folder));
  }
  return recipe_of("models", std::move(texts), dialect.syntax);
}

Recipe sql_recipe(const fs::path& path, const Dialect& dialect) {
  std::vector<Text> texts = read_sql(path);
  if (texts.empty()) {
    throw Error(Failure::Input, fmt::format("there are no *.sql files in {}", path.string()));
  }
  return recipe_of(path.string(), std::move(texts), dialect.syntax);
}

}  // namespace syncline
