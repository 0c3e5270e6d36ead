// Who runs the program, for the ledger.
#pragma once

#include <string>

namespace syncline {

/// "user@host"
std::string who();

}  // namespace syncline
