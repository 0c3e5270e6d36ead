#include "cli/terminal.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/secret.h"
#include "base/text.h"

namespace syncline {

namespace {

bool color = false;

void write(std::FILE* file, std::string_view text) {
  const std::string safe = masked(text);
  std::fwrite(safe.data(), 1, safe.size(), file);
  std::fflush(file);
}

/// A line of stdin; Ctrl-C ends the wait.
std::string read_line() {
  std::string line;
  while (true) {
    std::array<pollfd, 2> waits{{{STDIN_FILENO, POLLIN, 0}, {interrupt_descriptor(), POLLIN, 0}}};
    poll(waits.data(), waits.size(), -1);
    throw_if_interrupted();
    char c = 0;
    if (read(STDIN_FILENO, &c, 1) != 1 || c == '\n') return line;
    line += c;
  }
}

}  // namespace

void print(std::string_view text) { write(stdout, text); }

void print_aside(std::string_view text) { write(stderr, text); }

void allow_color(bool wanted) {
  const char* no_color = std::getenv("NO_COLOR");
  color = wanted && !(no_color && *no_color) && isatty(STDOUT_FILENO);
}

std::string painted(Paint paint, std::string_view text) {
  constexpr std::array codes{"0", "32", "31", "33", "2", "1"};
  if (!color || paint == Paint::Plain) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(paint)], text);
}

bool watched() { return isatty(STDERR_FILENO); }

bool can_ask() { return isatty(STDIN_FILENO); }

bool agrees(std::string_view question) {
  print_aside(fmt::format("{} [y/n] ", question));
  const std::string answer = lower(trim(read_line()));
  return answer == "y" || answer == "yes";
}

void confirm(std::string_view question, std::string_view word, std::string_view how) {
  if (!can_ask()) {
    throw Error(
        Failure::Refused,
        fmt::format("this must be confirmed, and there is no terminal to ask on: {}", question))
        .with_hint(fmt::format("{}; nothing was changed", how));
  }
  print_aside(fmt::format("{} Type {} to go on: ", question, word));
  if (trim(read_line()) == word) return;
  throw Error(Failure::Refused, "not confirmed; nothing was changed");
}

}  // namespace syncline
