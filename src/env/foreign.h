// Databases that another tool has migrated go on where they are.
#pragma once

#include "env/database.h"
#include "env/migrations.h"
#include "env/project.h"
#include "env/workshop.h"

namespace syncline {

/// Reads the ledger of the tool that [history] names, by the project's revision files; empty when
/// it names none.
ForeignReader foreign_reader(const Project& project, const Dialect& dialect);

/// The project's scope, without what that tool keeps for itself.
Scope scope_of(const Project& project);

/// Where database.foreign(): writes into our ledger what the other one says, and into the journal
/// who did it. The caller holds the lock and has compared the schema; `how` is what the rows say.
void take_over(Migrations& migrations, Database& database, How how);

/// With [history] alembic_version = "keep": makes that table where it is missing. Throws
/// Error(Refused) when it says something else than our ledger: Alembic was used meanwhile.
void prepare_in_step(Migrations& migrations, Database& database);

}  // namespace syncline
