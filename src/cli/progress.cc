#include "cli/progress.h"

#include <fmt/format.h>

#include "cli/terminal.h"

namespace syncline {

void ProgressLine::show(std::string_view text) {
  if (!watched()) return;
  print_aside(fmt::format("\r\x1b[K{}", text));
  shown_ = true;
}

void ProgressLine::clear() {
  if (shown_) print_aside("\r\x1b[K");
  shown_ = false;
}

}  // namespace syncline
