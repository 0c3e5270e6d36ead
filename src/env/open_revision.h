// The open revision: the head that was generated here, and that nobody else has yet.
#pragma once

#include <string>

#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

/// Remembers the revision's text as what we wrote: an edit by hand is seen afterwards.
void remember_generated(const Migrations& migrations, const Revision& revision);

/// Its file was removed, because nothing was left in it: a ledger that has it may forget it.
void remember_removed(const Migrations& migrations, const std::string& id);
bool was_removed(const Migrations& migrations, const std::string& id);
/// Whether its file is as we wrote it here: then it holds nothing but what its schemas say.
bool is_as_generated(const Migrations& migrations, const Revision& revision);

/// Null, with why, when there is none.
struct OpenRevision {
  const Revision* revision = nullptr;
  std::string why_not;  ///< one sentence without its subject: "was edited by hand after …"
};

/// The only head, as long as its file is as `generate` wrote it here. The cache knows that; where
/// it was lost, no revision is open. Asks no database.
OpenRevision open_revision(const Migrations& migrations);

/// Whether git has the file in a commit of this branch. False without git.
bool is_committed(const Revision& revision);

/// The environment, not one for development, whose ledger has it; else of one that does not answer
/// (unless `skip_unreachable`) the problem; "" when it is nobody's yet.
std::string published_where(const Project& project, Workshop& workshop, const Revision& revision,
                            bool skip_unreachable);

}  // namespace syncline
