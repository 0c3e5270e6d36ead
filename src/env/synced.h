// A development database that was synced, and the revision that was written afterwards.
#pragma once

#include <optional>
#include <string>

#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

/// The default environment's ledger is told of `revision` and all before it, without running
/// anything, when its database has the schema that they make: it was synced to the models that the
/// revision was written from. Not when a revision that is missing there was not generated here: it
/// may do more than its schema says. Only where the guard lets a database be changed. Returns what
/// the database is called; nothing when there was nothing to tell (another schema, another role, no
/// environment, no answer within two seconds), which is no error.
std::optional<std::string> stamp_synced(const Project& project, Migrations& migrations,
                                        const std::string& revision);

}  // namespace syncline
