// What a statement that was cut off has left, put away.
#pragma once

#include <string>

#include "dialect/session.h"

namespace syncline {

/// Runs what cleans up; says what was found and done, or what could not be done.
std::string put_away(Session& session, const Aftermath& after);

}  // namespace syncline
