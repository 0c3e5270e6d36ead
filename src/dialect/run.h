// Runs the steps of a plan, or a user's script, on a session.
#pragma once

#include "dialect/session.h"
#include "dialect/step.h"

namespace syncline {

/// As few transactions as the steps allow: one, split after CommitAfter steps and around Outside
/// steps. On an error the open transaction is rolled back; what an earlier one did stays.
void run_steps(Session& session, const Steps& steps);

/// The statements of a user's file, in the caller's transaction. What the server refuses is thrown as
/// Error(Input) with its place in the file and `hint`.
void run_script(Session& session, const Script& script, const std::string& hint);

}  // namespace syncline
