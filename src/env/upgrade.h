// Revisions carried out on a database, and the proof afterwards that it is what they say.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "env/compared.h"
#include "env/database.h"
#include "env/migrations.h"
#include "migrate/apply.h"

namespace syncline {

struct UpgradeRequest {
  bool dry_run = false;      ///< only say what would run
  bool allow_drift = false;  ///< go on although the database is not what its ledger says
  LockPolicy locks;
  std::function<void(const Progress&)> progress = [](const Progress&) {};
};

struct UpgradeReport {
  Direction direction = Direction::Up;
  std::vector<const Revision*> revisions;  ///< carried out; with dry_run: what would be
  std::string at;                          ///< the last applied revision afterwards; empty: base
  bool verified = false;                   ///< the database equals the revisions' replay
};

/// Throws Error(Refused) for drift and for edited files, Error(Input) for a ledger that names
/// unknown revisions, Error(Database) when a statement fails or the database is not as expected
/// afterwards.
UpgradeReport upgrade(Migrations& migrations, Database& database, const std::string& target,
                      const UpgradeRequest& request);

/// Takes back all that is not in the lineage of `target` ("base": everything).
UpgradeReport downgrade(Migrations& migrations, Database& database, const std::string& target,
                        const UpgradeRequest& request);

/// The revision that is left after `steps` applied ones were taken back; "base" when none is.
/// Throws Error(Usage) when fewer are applied.
std::string target_of_steps(Database& database, int steps);

/// The revision that is named; null for "base", and for "head" while there are none.
const Revision* target_revision(const History& history, const std::string& target);

}  // namespace syncline
