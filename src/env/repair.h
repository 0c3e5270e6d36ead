// Ledger and files brought together again where they came apart, after looking that it is right.
#pragma once

#include <string>
#include <vector>

#include "env/database.h"
#include "env/migrations.h"

namespace syncline {

struct RepairRequest {
  bool dry_run = false;
  RevisionSet accept_edits;        ///< revisions whose new text shall count as the applied one
  bool forget_unfinished = false;  ///< also when rows may have been changed
};

/// One thing that was found.
struct Repair {
  std::string subject;  ///< "HEAD", "revision 2024…"
  std::string what;     ///< what was done, or what is wrong
  std::string detail;   ///< objects that differ, statements
  std::string hint;     ///< of what is left: what to do
};

struct RepairReport {
  std::vector<Repair> done, left;
};

/// migrations/HEAD is written anew when it is missing or wrong. `database` (null: only the files)
/// has its ledger mended: names of files, edits of blanks and comments, edits that are accepted and
/// after which the replay still is the database's schema, and a revision that was begun when the
/// schema says that nothing or all of it is there. What needs a person is left, and named.
RepairReport repair(Migrations& migrations, Database* database, const RepairRequest& request);

}  // namespace syncline
