// This process becomes another program: the same process id, environment, terminal and open
// streams.
#pragma once

#include <string>
#include <vector>

namespace syncline {

/// Never returns: from now on signals and the exit code are the program's. Call it when all that is
/// ours has been taken down. Throws Interrupted when a signal was noted already, Error(Usage) when
/// the program cannot be executed.
[[noreturn]] void become_program(const std::vector<std::string>& words);

}  // namespace syncline
