// A revision's text with its directives told apart from text that only looks like them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/script.h"

namespace syncline {

/// "-- syncline: …" on a line of its own. Whether it is a directive, or text inside a quote or a
/// body, only the splitter can say.
struct Marker {
  std::size_t offset = 0;  ///< of "--" in the text
  std::size_t length = 0;  ///< up to and with the colon
  int column = 0;          ///< of "--", from 1
  std::string words;       ///< what follows on the line
};

using Markers = std::map<int, Marker>;  // by line, from 1

/// A file as the splitter sees it. Each marker is replaced by a statement of the same length: where
/// the splitter gives it back alone it is a directive, and where it is part of a larger statement
/// it is text. So a directive in a quoted body fools nobody, and quotes are known in one place of
/// the program only.
class MarkedText {
 public:
  /// Throws as split_script does.
  MarkedText(const std::string& text, const std::string& file, const Syntax& syntax);

  std::vector<Statement>& statements() { return script_.statements; }
  std::vector<std::string>& notes() { return script_.notes; }

  /// The marker that this statement stands for; null for a real statement.
  const Marker* directive(const Statement& statement) const;

  /// Puts back what the file says. Throws Error(Input) for a statement that ends in a marker: it
  /// had no semicolon of its own.
  void restore(Statement& statement) const;

 private:
  Markers markers_;
  std::map<int, std::string> originals_;
  Script script_;
};

}  // namespace syncline
