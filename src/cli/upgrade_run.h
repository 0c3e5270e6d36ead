// Upgrade and downgrade as commands run them: progress, confirmation, report.
#pragma once

#include "cli/context.h"
#include "env/upgrade.h"

namespace syncline {

struct UpgradeFlags {
  bool dry_run = false;
  bool allow_drift = false;
};

/// Reports on stdout. `target` as in upgrade(); for Down also a number of steps in `steps`.
void run_upgrade(Context& context, Migrations& migrations, Direction direction,
                 const std::string& target, const UpgradeFlags& flags, int steps = 0);

}  // namespace syncline
