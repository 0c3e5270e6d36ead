// What must hold of a project's own files before they are committed.
#pragma once

#include <functional>

#include "env/validate.h"

namespace syncline {

struct PreCommitReport {
  ValidateReport found;
  bool known = false;  ///< nothing was changed since all was found right: no SQL was run
};

/// All that validate() finds; and one head; and no difference between the models and the head. No
/// database of the user's is asked. What was found right is kept by the text of the models (those
/// of a program are printed each time) and of all revisions, and not run again until one of them
/// changes.
PreCommitReport pre_commit(const Project& project, Workshop& workshop,
                           const std::function<void(const Revision&)>& progress);

}  // namespace syncline
