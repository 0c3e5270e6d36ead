// Anywhere a catalog comes from, as a user writes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "env/database.h"
#include "env/elaborate.h"
#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct Source {
  enum class Sort { Database, Models, Migrations, Sql, Snapshot };
  Sort sort = Sort::Sql;
  std::string text;            ///< as it was written; a url without its password
  std::string url;             ///< Database: in full
  std::string origin;          ///< Database: where the url comes from, as in ConnectOptions
  std::string revision;        ///< Migrations: "head", an id, "base"
  std::filesystem::path path;  ///< Sql, Snapshot
};

/// `project` is null outside of one. Throws Error(Usage) for text that is no source, Error(Config)
/// for sources that need a project, Error(Input) for files that do not exist.
Source parse_source(std::string_view text, const Project* project);

/// The dialect that a source alone tells; null for SQL files.
const Dialect* dialect_of(const Source& source);

/// The dialect of a project: as it says, else by its default environment's url, else by the first
/// url that can be had. Throws Error(Config) when nothing tells.
const Dialect& dialect_of(const Project& project);

/// The revisions that a database has, or that a replay runs, in order; nothing for sources that know
/// none.
std::optional<std::vector<std::string>> revisions_of(const Source& source, const Project* project,
                                                     Workshop& workshop);

/// The source as a catalog, restricted to the workshop's scope. `project` as in parse_source.
Loaded load(const Source& source, const Project* project, Workshop& workshop);

}  // namespace syncline
