#include "base/terminal_child.h"

#include <cstdlib>

#include "base/spawn.h"
#include "base/text.h"

namespace syncline {

int run_on_terminal(const std::string& line) {
  // Ctrl-C is the editor's while it runs: system(3) sees to that.
  return exit_status(std::system(line.c_str()));
}

std::string shell_word(const std::string& text) {
  return "'" + replace_all(text, "'", "'\\''") + "'";
}

}  // namespace syncline
