#include "env/models.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/hash.h"
#include "base/process.h"
#include "base/secret.h"
#include "base/text.h"
#include "env/child_variables.h"
#include "env/exported.h"
#include "env/model_parts.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

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

/// Collects parts, each with the entry of [models] that it comes from.
struct Gathered {
  std::vector<ModelPart> parts;
  std::vector<std::string> notes, said;
  std::size_t source = 0;

  void add_sql(const fs::path& path) {
    for (const fs::path& file : files_of(path)) {
      std::error_code none;
      if (!fs::exists(file, none)) {
        throw Error(Failure::Input, fmt::format("there is no file {}", name_of(file)));
      }
      parts.push_back({source, name_of(file), read_file(file)});
    }
    ++source;
  }

  void add_program(const std::string& program, const Project& project) {
    Command command;
    command.program = "/bin/sh";
    command.arguments = {"-c", program};
    command.folder = project.folder;
    command.environment = child_variables(project.folder);
    command.timeout = project.models.timeout;
    command.leaves_nothing = true;
    Outcome outcome = run(command);
    if (outcome.status != 0 || outcome.timed_out) {
      const std::string how =
          outcome.timed_out ? fmt::format("was ended after {} s", project.models.timeout.count())
                            : fmt::format("ended with {}", outcome.status);
      Error error(Failure::Input, fmt::format("the program of the models {}: {}", how, program));
      error.detail = masked_words(trim(outcome.errors));
      if (outcome.timed_out) error.with_hint("timeout under [models] says how long is waited");
      throw error;
    }
    said.push_back(masked_words(trim(outcome.errors)));
    parts.push_back({source++, program, std::move(outcome.output)});
  }

  void add_export(const Project& project, const Dialect& dialect) {
    Exported exported = export_models(project, dialect);
    if (exported.error) throw *std::move(exported.error);
    said.push_back(exported.said);
    if (!exported.not_kept_because.empty()) {
      said.push_back(fmt::format("the import of the models is repeated every time: it {}",
                                 exported.not_kept_because));
    }
    notes.insert(notes.end(), exported.notes.begin(), exported.notes.end());
    const std::string name = join(project.models.sqlalchemy, ", ");
    parts.push_back({source++, name, "", std::move(exported.statements)});
  }
};

Recipe recipe_of(std::string what, Gathered gathered, const Dialect& dialect) {
  Recipe recipe;
  recipe.what = std::move(what);
  Hash hash;
  hash.add_field("sql");
  for (const ModelPart& one : gathered.parts) hash.add_field(one.text());
  recipe.content = hash.hex();
  std::erase(gathered.said, "");
  recipe.said = join(gathered.said, "\n");
  recipe.fill = [gathered = std::move(gathered), &dialect](Session& session, auto& notes) {
    notes.insert(notes.end(), gathered.notes.begin(), gathered.notes.end());
    load_parts(gathered.parts, dialect, session, notes);
  };
  return recipe;
}

}  // namespace

namespace {

Gathered gathered_models(const Project& project, const Dialect& dialect) {
  const Models& models = project.models;
  if (!models.any()) {
    throw Error(Failure::Config, "the project declares no models")
        .at({"syncline.toml"})
        .with_hint(
            "name them under [models]: sql = [\"schema/\"], or sqlalchemy = "
            "\"package.module:Base\"");
  }
  Gathered gathered;
  for (const fs::path& path : models.sql) gathered.add_sql(path);
  if (!models.sqlalchemy.empty()) gathered.add_export(project, dialect);
  for (const std::string& program : models.programs) gathered.add_program(program, project);
  for (const fs::path& path : models.sql_after) gathered.add_sql(path);
  return gathered;
}

}  // namespace

Recipe models_recipe(const Project& project, const Dialect& dialect) {
  return recipe_of("models", gathered_models(project, dialect), dialect);
}

std::vector<ModelPart> model_parts(const Project& project, const Dialect& dialect) {
  return gathered_models(project, dialect).parts;
}

Recipe sql_recipe(const fs::path& path, const Dialect& dialect) {
  Gathered gathered;
  gathered.add_sql(path);
  if (gathered.parts.empty()) {
    throw Error(Failure::Input, fmt::format("there are no *.sql files in {}", path.string()));
  }
  return recipe_of(path.string(), std::move(gathered), dialect);
}

std::vector<Error> model_problems(const Project& project, const Dialect& dialect) {
  if (project.models.sqlalchemy.empty()) return {};
  return export_models(project, dialect).problems;
}

}  // namespace syncline
