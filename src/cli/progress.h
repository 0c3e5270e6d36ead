// What a person who waits sees: a line on the terminal that is wiped when the work is done.
#pragma once

#include <string_view>

namespace syncline {

class ProgressLine {
 public:
  ProgressLine() = default;
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// Shows `text` in place of the last one; does nothing when stderr is no terminal.
  void show(std::string_view text);
  void clear();

 private:
  bool shown_ = false;
};

}  // namespace syncline
