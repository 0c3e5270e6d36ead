// The SQL of an upgrade or downgrade for a database that cannot be reached from here.
#pragma once

#include <string>

#include "env/migrations.h"

namespace syncline {

/// `range` is a revision or FROM:TO; alone it begins at the base. Statements of the revisions, and
/// of the ledger, in transactions as upgrade would run them.
std::string offline_upgrade(Migrations& migrations, const std::string& range);

/// `range` must be FROM:TO: what is applied there, and what shall be left.
std::string offline_downgrade(Migrations& migrations, const std::string& range);

}  // namespace syncline
