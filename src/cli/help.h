// Help, written from the command table.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"

namespace syncline {

std::string general_help();
std::string command_help(const CommandSpec& command);
/// The commands whose first word is `family`.
std::string family_help(std::string_view family);

}  // namespace syncline
