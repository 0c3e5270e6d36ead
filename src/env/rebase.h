// Revisions that nobody else has yet, moved onto another head.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct RebaseRequest {
  std::string revision;           ///< a target on the branch that moves; empty: the unpublished one
  std::string onto;               ///< a target; empty: the only other head
  bool skip_unreachable = false;  ///< an environment that does not answer counts as without them
};

struct RebaseReport {
  std::vector<std::string> moved;            ///< ids, in order; empty: they stand there already
  std::string onto;                          ///< id
  std::vector<std::filesystem::path> files;  ///< that were rewritten
  bool order_matters = false;                ///< a database that has them already cannot just go on
  std::vector<std::string> notes;  ///< what was skipped; what development databases must do
};

/// Throws Error(Refused) when one of them is in the ledger of an environment that is not for
/// development, or when that cannot be known; Error(Input) with the place when they do not run
/// there; Error(Usage) when it is not clear what is to be moved. Nothing is written then.
RebaseReport rebase(const Project& project, Migrations& migrations, const RebaseRequest& request);

/// The text of a revision's file with other parents.
std::string with_parents(const std::string& text, const Revision& revision,
                         const std::vector<std::string>& parents);

}  // namespace syncline
