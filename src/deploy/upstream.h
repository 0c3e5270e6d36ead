// What an environment has that others shall have as well: its revisions, and what was done to it
// by hand.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "env/compared.h"
#include "env/database.h"
#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct Upstream {
  std::string what;       ///< "env:staging"
  RevisionSet revisions;  ///< applied there, as the files name them; and `adopted`
  Comparison drift;       ///< what these make → what is there
  std::string adopted;    ///< a revision here that makes the drift; empty: none does
  std::vector<std::string> notes;

  bool has_drift() const { return !drift.equal(); }
};

/// The same set where squashes stand for all that they replace, as far as that is there.
RevisionSet with_squashes(const History& history, RevisionSet applied);

/// Only reads. Throws Error(Input) with all revisions that have no file here, Error(Refused) for
/// files that were edited since, for a run that was left in part, and in the middle of a squash.
Upstream look_upstream(Migrations& migrations, Database& from);

struct AdoptRequest {
  std::string message;
  Dangers allowed = {};
  bool prove = true;
  bool dry_run = false;  ///< plan and prove, and write nothing
};

struct AdoptReport {
  std::filesystem::path file;  ///< empty: none was written
  Plan up, down;
};

/// Writes the drift as a revision that follows what is applied there, with the way back, and makes
/// it a part of `upstream`. Throws Error(Refused) for what loses data and is not allowed; Unproved.
AdoptReport adopt_drift(const Project& project, Migrations& migrations, Upstream& upstream,
                        const AdoptRequest& request);

}  // namespace syncline
