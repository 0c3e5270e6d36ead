// An Alembic project as a history of ours. Alembic itself converts it, in the project's own Python;
// what it cannot say offline is taken from a run on a scratch database.
#pragma once

#include <filesystem>
#include <string>

#include "adopt/alembic_answer.h"
#include "adopt/foreign.h"
#include "env/project.h"
#include "env/workshop.h"

namespace syncline {

struct AlembicProject {
  std::filesystem::path ini;
  std::string section = "alembic";
  std::string python;  ///< the interpreter; empty: the project's
};

struct AlembicImport {
  ForeignHistory history;
  ForeignSettings settings;  ///< tool, and the version table where it is not the usual one
  SharedScratch theirs;      ///< what Alembic made of `upgrade heads`
};

/// `place`: the file, a folder that holds it, or one below it; empty: the project's folder.
/// Throws Error(Input) when there is none.
std::filesystem::path find_alembic_ini(const std::filesystem::path& place,
                                       const std::filesystem::path& project);

/// Runs the project's Python, at most ten minutes. No connection that SQLAlchemy makes there
/// reaches a database of the project. Throws Error(Config) without Alembic, Error(Input) with the
/// user's own lines where env.py or a revision does not run.
AlembicImport read_alembic(const AlembicProject& request, const Project& project,
                           Workshop& workshop);

/// The history that an answer of the reader means. `outside`: revisions ran without transactions.
ForeignHistory history_of(const AlembicAnswer& answer, const std::filesystem::path& folder,
                          bool outside);

}  // namespace syncline
