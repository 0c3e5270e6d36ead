// A child process that has our terminal: an editor.
#pragma once

#include <string>

namespace syncline {

/// Runs a line of the shell, and waits. Gives its exit code; 128 + signal when it was killed.
int run_on_terminal(const std::string& line);

/// `text` as one word of the shell.
std::string shell_word(const std::string& text);

}  // namespace syncline
