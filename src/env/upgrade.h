// Revisions carried out on a database, and the proof afterwards that it is what they say.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "env/build_watch.h"
#include "env/compared.h"
#include "env/database.h"
#include "env/migrations.h"
#include "migrate/apply.h"

namespace syncline {

struct UpgradeRequest {
  bool dry_run = false;              ///< only say what would run; takes no lock
  int steps = 0;                     ///< of a downgrade: so many, in place of a target
  bool allow_drift = false;          ///< go on although the database is not what its ledger says
  bool rollback_on_failure = false;  ///< take back what this run had applied when a revision fails
  bool together = false;             ///< see ApplyOptions
  Resume resume = Resume::Refuse;
  std::optional<std::chrono::seconds> wait = std::chrono::seconds(60);  ///< none: without an end
  std::string again = "the command again";  ///< what to type after a failure
  LockPolicy locks;
  /// Called once when it is certain that something will be changed, with the lock held.
  std::function<void()> before_change = [] {};
  /// See ApplyOptions.
  std::function<std::unique_ptr<Alongside>(const Revision&, Direction)> alongside = {};
  std::function<void(const Progress&)> progress = [](const Progress&) {};
  std::function<void(const std::string& holder)> waiting = [](const std::string&) {};
  std::function<void(const Error&)> failed = [](const Error&) {};  ///< before it is thrown
  std::function<void(const Building&)> building = {};              ///< empty: nobody wants to know
};

struct UpgradeReport {
  Direction direction = Direction::Up;
  std::vector<const Revision*> revisions;  ///< carried out; with dry_run: what would be
  std::optional<Unfinished> unfinished;    ///< with dry_run: where the first of them goes on
  std::string at;                          ///< the last applied revision afterwards; empty: base
  bool verified = false;                   ///< the database equals the revisions' replay
  std::vector<std::string> notes;          ///< about files that were edited without harm
  double seconds = 0;                      ///< that the revisions took, without the verification
};

/// Where no scratch server can be made (a container with the application alone), the fingerprints
/// that the ledger and migrations/HEAD hold stand for the replay; a note says so.
///
/// Throws Error(Refused) for drift, for edited files, and when another run does not end in time,
/// Error(Input) for a ledger that names unknown revisions, Error(Database) when a statement fails
/// or the database is not as expected afterwards. A revision that an earlier run left in part is
/// finished first; until then the database is between two revisions, and only the verification at
/// the end tells of drift.
UpgradeReport upgrade(Migrations& migrations, Database& database, const std::string& target,
                      const UpgradeRequest& request);

/// Takes back what stands on `target` ("base": everything), or with request.steps the revisions
/// that were applied last.
UpgradeReport downgrade(Migrations& migrations, Database& database, const std::string& target,
                        const UpgradeRequest& request);

/// The same for a set that holds what each of its revisions stands on: applies what of it is
/// missing; and takes back what is not of it.
UpgradeReport upgrade_to(Migrations& migrations, Database& database, const RevisionSet& wanted,
                         const UpgradeRequest& request);
UpgradeReport downgrade_to(Migrations& migrations, Database& database, const RevisionSet& kept,
                           const UpgradeRequest& request);

/// Throws Error(Refused) for the first that cannot be taken back.
void require_downs(const Revisions& revisions);

}  // namespace syncline
