// What a file says to sqlite3.
#pragma once

#include "dialect/offline_shell.h"

namespace syncline::sqlite {

extern const OfflineShell shell;

}  // namespace syncline::sqlite
