// Whether models, revisions and a database agree.
#pragma once

#include <string>
#include <vector>

#include "env/compared.h"
#include "env/database.h"
#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct CheckReport {
  std::vector<Comparison> comparisons;
  std::vector<Unmanaged> unmanaged;  ///< of the database; of the models where none was asked for
  std::vector<std::string> pending;  ///< revisions that the database does not have yet
  std::vector<std::string> notes;
  bool equal() const;
};

/// The schema that the applied revisions make, compared with the database. Fingerprints first;
/// catalogs are read only when these differ.
Comparison compare_with_migrations(Database& database, Migrations& migrations);

/// Models with migrations, and migrations with the database (null: no database is asked for).
CheckReport check(const Project& project, Workshop& workshop, Database* database);

/// check() of the project's files alone; where it cannot be done, nothing, and `problem` says why.
CheckReport check_or_problem(const Project& project, Workshop& workshop, std::string& problem);

/// Models with the database directly, for one that was synced.
CheckReport check_models(const Project& project, Workshop& workshop, Database& database);

}  // namespace syncline
