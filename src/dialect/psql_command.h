// psql's backslash commands in a script: which are harmless, and what to do about the others.
#pragma once

#include <string>
#include <string_view>

namespace syncline {

/// The name of the command that begins with the backslash at the front of `line`: "restrict", "c",
/// ".".
std::string_view psql_command_name(std::string_view line);

/// Why the command cannot be passed over, or "" when it can. `line` is from the backslash to the
/// end of the line. The reason is a hint: what to do instead.
std::string psql_command_refusal(std::string_view line);

}  // namespace syncline
