// Elaborating a whole script on a scratch database.
#pragma once

#include <string>
#include <vector>

#include "dialect/script.h"
#include "postgres/connection.h"

namespace syncline::postgres {

/// See Session::load(). Leaves the session as if it were new.
void load_script(Connection& connection, const Script& script, std::vector<std::string>& notes);

}  // namespace syncline::postgres
