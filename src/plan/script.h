// A plan as SQL text.
#pragma once

#include <string>

#include "plan/planner.h"

namespace syncline {

/// Statements with closing semicolons, a blank line between; hazards as comments above theirs when
/// asked.
std::string plan_text(const Plan& plan, bool with_hazards);

/// The same as a script that another program can run: with what the dialect puts at its top.
std::string plan_script(const Plan& plan, const Dialect& dialect, bool with_hazards);

/// The SQL that makes a catalog from nothing: what `inspect` prints.
std::string catalog_text(const Catalog& catalog, const Dialect& dialect);

}  // namespace syncline
