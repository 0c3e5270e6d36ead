// Completion scripts for shells, generated from the command table.
#pragma once

#include <string>
#include <string_view>

namespace syncline {

/// `shell` is bash, zsh or fish; std::logic_error for others.
std::string completion_script(std::string_view shell);

}  // namespace syncline
