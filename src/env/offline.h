// The SQL of an upgrade or downgrade for a database that cannot be reached from here.
#pragma once

#include <string>

#include "env/migrations.h"

namespace syncline {

/// A file for psql or sqlite3: the statements of the revisions and of the ledger, in transactions
/// as upgrade would run them. It stops at the first error, and before anything when the ledger does
/// not say FROM. `guarded`: each part runs only where the ledger says that it is missing, so that
/// the file may be run again, and on a database that is somewhere between FROM and TO.
///
/// `range` is a target or FROM:TO; alone it begins at the base.
std::string offline_upgrade(Migrations& migrations, const std::string& range, bool guarded);

/// `range` must be FROM:TO: what is applied there, and what shall be left.
std::string offline_downgrade(Migrations& migrations, const std::string& range, bool guarded);

}  // namespace syncline
