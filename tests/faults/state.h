// All that a database holds besides its ledger, seen by SQL of the test's own.
#pragma once

#include <map>
#include <string>

#include "dialect/dialect.h"

namespace syncline::testing {

/// By name ("table public.clubs", "rows public.clubs"), in words that change when it does.
using State = std::map<std::string, std::string>;

State state_of(Session& session, const Dialect& dialect);

/// What differs, a line each; "" when nothing does.
std::string difference(const State& expected, const State& actual);

/// Without the indexes that are invalid in `actual`: what an index build leaves that did not end.
void leave_out_invalid(State& expected, State& actual);

}  // namespace syncline::testing
