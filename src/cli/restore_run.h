// A restore as commands run it: confirmation, a backup before, report.
#pragma once

#include "backup/restore.h"
#include "cli/context.h"

namespace syncline {

/// Reports on stdout. In the place of a database it asks first, and backs up what is there; `first`
/// runs between the two.
void run_restore(
    Context& context, const StoredBackup& backup, RestoreRequest request,
    const std::function<void()>& first = [] {});

}  // namespace syncline
