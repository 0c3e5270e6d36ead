// What a role may do in a database, and the script that lets it.
#pragma once

#include <string>

#include "dialect/dialect.h"

namespace syncline::postgres {

Rights rights_of(Session& session);

/// See Dialect::grants_script. Reads which schemas there are and who owns what is in them.
std::string grants_script(Session& session, const GrantRoles& roles);

}  // namespace syncline::postgres
