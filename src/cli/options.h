// The command line. Only options.cc knows the parsing library.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/command.h"

namespace syncline {

struct Invocation {
  const CommandSpec* command = nullptr;  ///< null: none was given
  std::string family;                    ///< "env", when only the first of two words was given
  Arguments arguments;
};

/// `words` without the program's name. Throws Error(Usage), with the nearest known word, for
/// anything that no command takes. With --help or --version operands may be missing.
Invocation parse_command_line(const std::vector<std::string>& words);

}  // namespace syncline
