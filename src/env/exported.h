// A project's SQLAlchemy models as DDL: printed by the project's own Python, kept while nothing
// changes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "dialect/dialect.h"
#include "env/project.h"

namespace syncline {

struct ExportedStatement {
  Place place;       ///< of the class or the table; no file when nobody knows
  std::string what;  ///< "class User", "type mood", "a hook"
  std::string sql;
};

struct Exported {
  std::vector<ExportedStatement> statements;
  std::vector<std::string> notes;
  std::vector<Error> problems;  ///< the schema is whole, and the application will fail all the same
  /// The models could not be read: the user's own traceback, shortened to their files. Then there
  /// are no statements; `files` holds what was read until then.
  std::optional<Error> error;
  std::vector<std::filesystem::path> files;  ///< of the project, that the import read; absolute
  std::string said;                          ///< what the models print
  double seconds = 0;                        ///< that Python took; 0 when `kept`
  bool kept = false;             ///< of an earlier run: nothing that it read has changed
  std::string not_kept_because;  ///< "starts a program"; empty: it is kept
};

/// Imports what [models] sqlalchemy names. Throws Error(Config) when there is no interpreter, and
/// Error(Input) when Python itself ends without an answer or takes longer than [models] timeout: it
/// is killed then, with what it has started.
Exported export_models(const Project& project, const Dialect& dialect);

/// What the last export_models() of this process gave for this project, without a new look; where
/// there was none, it is made. Nothing when it threw.
std::optional<Exported> last_export(const Project& project, const Dialect& dialect);

}  // namespace syncline
