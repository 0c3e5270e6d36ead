// What a file says to psql.
#pragma once

#include "dialect/offline_shell.h"

namespace syncline::postgres {

extern const OfflineShell psql;

}  // namespace syncline::postgres
