// What a rollback would not give back: said before revisions run, and before they are taken back.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "dialect/keep_tools.h"
#include "env/database.h"
#include "env/migrations.h"

namespace syncline {

/// Of `revisions`, which are not applied yet and stand in the order in which they will be: what
/// their downs would not give back if they ran right afterwards, or would only give back to rows
/// that are there already. Lines for people; none: all would come back. `keep`: how long the
/// environment keeps what revisions drop; 0: not at all. Compares schemas by the files and counts
/// rows of the database; changes nothing.
std::vector<std::string> what_cannot_come_back(Migrations& migrations, Database& database,
                                               const Revisions& revisions,
                                               std::chrono::seconds keep);

/// What the ups of a revision did to rows without dropping anything, so that nobody kept it:
/// changed types, and statements that change or delete rows. By the schemas before and after it; of
/// tables only those that `has_rows`.
std::vector<std::string> changed_in_place(const Migrations& migrations, const Revision& revision,
                                          const Catalog& before, const Catalog& after,
                                          const std::function<bool(const TablePath&)>& has_rows);

}  // namespace syncline
