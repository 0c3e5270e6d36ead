// Runs the steps of a plan on a session.
#pragma once

#include "dialect/session.h"
#include "dialect/step.h"

namespace syncline {

/// As few transactions as the steps allow: one, split after CommitAfter steps and around Outside
/// steps. On an error the open transaction is rolled back; what an earlier one did stays.
void run_steps(Session& session, const Steps& steps);

}  // namespace syncline
