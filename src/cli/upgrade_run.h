// Upgrade and downgrade as commands run them: progress, confirmation, report.
#pragma once

#include "cli/context.h"
#include "env/upgrade.h"

namespace syncline {

/// Reports on stdout: in words, or with --json as events, one JSON object a line. The request's
/// callbacks are filled in here, and what was set as `before_change` runs after the backup. `target` as in upgrade() and downgrade(). `confirmed`: who runs it
/// was asked already.
void run_upgrade(Context& context, Migrations& migrations, Direction direction,
                 const std::string& target, UpgradeRequest request, bool confirmed = false);

}  // namespace syncline
