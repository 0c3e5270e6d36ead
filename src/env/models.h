// What the project declares: SQL files, SQLAlchemy models and programs that print SQL, added up.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "env/elaborate.h"
#include "env/model_parts.h"
#include "env/project.h"

namespace syncline {

/// The models of a project, in this order: [models] sql, sqlalchemy, program, sql_after. Throws
/// Error(Config) when [models] names none, Error(Input) for missing files, for models that cannot
/// be imported and for programs that fail. Running it throws Error(Input) with both places when two
/// sources declare the same object differently.
Recipe models_recipe(const Project& project, const Dialect& dialect);

/// A file, or all *.sql below a folder, by path. Throws Error(Input) when there are none.
Recipe sql_recipe(const std::filesystem::path& path, const Dialect& dialect);

/// What the models depend on, for somebody who waits for them to change.
struct ModelFiles {
  std::vector<std::filesystem::path> files;    ///< absolute; also of models that are broken now
  std::vector<std::filesystem::path> folders;  ///< where a new file may become part of them
  /// How long Python took then; 0 where an earlier run's answer still held, and without SQLAlchemy.
  double python_seconds = 0;
};

/// Of the last import that this process made, so that nothing is imported twice in a round; else
/// they are imported now. Never throws because of the models: what is broken is read as far as it
/// goes. When Python gave no answer at all, `folders` is the project's.
ModelFiles model_files(const Project& project, const Dialect& dialect);

/// The models without running them. Throws what models_recipe() throws.
std::vector<ModelPart> model_parts(const Project& project, const Dialect& dialect);

/// What [models] sqlalchemy warns of: the schema is whole, the application is not.
std::vector<Error> model_problems(const Project& project, const Dialect& dialect);

}  // namespace syncline
