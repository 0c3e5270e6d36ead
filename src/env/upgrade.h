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
  int steps = 0;             ///< of a downgrade: so many, in place of a target
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

/// Takes back what stands on `target` ("base": everything), or with request.steps the revisions
/// that were applied last.
UpgradeReport downgrade(Migrations& migrations, Database& database, const std::string& target,
                        const UpgradeRequest& request);

}  // namespace syncline
