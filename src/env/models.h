// What the project declares: SQL files and programs that print SQL, added up.
#pragma once

#include <filesystem>
#include <span>

#include "env/elaborate.h"
#include "env/project.h"

namespace syncline {

/// The models of a project. Throws Error(Config) when [models] names none, Error(Input) for missing
/// files and for programs that fail.
Recipe models_recipe(const Project& project, const Dialect& dialect);

/// A file, or all *.sql below a folder, by path. Throws Error(Input) when there are none.
Recipe sql_recipe(const std::filesystem::path& path, const Dialect& dialect);

}  // namespace syncline
