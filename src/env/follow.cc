#include "env/follow.h"

#include <fmt/format.h>

#include <algorithm>

#include "env/open_revision.h"
#include "env/stamp.h"
#include "env/sync.h"
#include "env/upgrade.h"
#include "env/who.h"

namespace syncline {

namespace {

/// How a ledger stands to the files.
struct Standing {
  std::vector<std::string> removed;  ///< it has them; their files were empty at last, and are gone
  bool amended = false;              ///< something that it has says something else by now
  bool complete = false;             ///< it has all
};

Standing standing_of(Migrations& migrations, Database& database) {
  Standing standing;
  const History& history = migrations.history();
  for (const Applied& one : database.applied()) {
    const Revision* revision = history.find(one.revision);
    if (revision) {
      standing.amended = standing.amended || (revision->checksum != one.checksum &&
                                              is_as_generated(migrations, *revision));
    } else if (was_removed(migrations, one.revision)) {
      standing.removed.push_back(one.revision);
    }
  }
  standing.complete = std::ranges::all_of(history.revisions(), [&](const Revision& one) {
    return database.applied_set().contains(one.id);
  });
  return standing;
}

/// What was written by hand may do more than its schema says.
void require_generated(const Migrations& migrations, Database& database) {
  for (const Revision& one : migrations.history().revisions()) {
    if (database.applied_set().contains(one.id) || is_as_generated(migrations, one)) continue;
    throw Error(Failure::Refused,
                fmt::format("{} has the schema of the head, but not revision {}, which was not "
                            "generated here and may change rows",
                            database.what(), one.id))
        .with_hint(
            "if it needs nothing of it: syncline stamp head; else take the schema back "
            "(syncline sync migrations@REV), and upgrade");
  }
}

void tell(Migrations& migrations, Database& database, const Standing& standing) {
  require_generated(migrations, database);
  for (const std::string& id : standing.removed) {
    JournalEntry entry;
    entry.action = "stamp";
    entry.revision = id;
    entry.sql = "forgotten: its file was removed when nothing was left in it";
    entry.applied_by = who();
    entry.tool = tool_name();
    OpenTransaction transaction(database.session());
    database.ledger().remove(id);
    database.ledger().record({entry});
    transaction.commit();
  }
  database.forget();
  const bool none = migrations.history().empty();
  stamp(migrations, database, {.targets = {none ? "base" : "heads"}});
}

void sync_to_head(Migrations& migrations, Database& database, const RevisionSet& all,
                  const FollowRequest& request) {
  Workshop& workshop = migrations.workshop();
  database.forget();
  RunLock lock(database.session(), workshop.dialect(), sync_lock());
  const SyncPlan sync =
      plan_sync(workshop, database, "", request.head ? request.head() : migrations.load_at(all),
                request.allowed, request.prove);
  SyncRun how;
  how.before = request.before;
  if (!sync.comparison.equal()) carry_out(sync, database, lock, how);
  database.forget();
}

}  // namespace

Followed follow(Migrations& migrations, Database& database, const FollowRequest& request) {
  const History& history = migrations.history();
  const RevisionSet all = history.lineage(history.heads());
  const Standing standing = standing_of(migrations, database);
  const bool changed = standing.amended || !standing.removed.empty();
  if (!changed && migrations.fingerprint_at(database.applied_set()) == database.fingerprint()) {
    if (standing.complete) return Followed::Nothing;
  } else if (database.fingerprint() == migrations.fingerprint_at(all)) {
    tell(migrations, database, standing);
    return Followed::Told;
  } else if (changed) {
    sync_to_head(migrations, database, all, request);
    tell(migrations, database, standing);
    return Followed::Synced;
  }
  request.before();
  upgrade(migrations, database, "heads", {});
  return Followed::Upgraded;
}

}  // namespace syncline
