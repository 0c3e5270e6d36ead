#include "migrate/marked_text.h"

#include <algorithm>

#include "base/text.h"

namespace syncline {

namespace {

constexpr std::string_view blanks = " \t";

/// Bytes of "-- syncline:" at the beginning of `line`, or 0.
std::size_t marker_length(std::string_view line) {
  constexpr std::string_view name = "syncline";
  if (!line.starts_with("--")) return 0;
  std::size_t at = line.find_first_not_of(blanks, 2);
  if (at == std::string_view::npos || !starts_with_nocase(line.substr(at), name)) return 0;
  at = line.find_first_not_of(blanks, at + name.size());
  return at != std::string_view::npos && line[at] == ':' ? at + 1 : 0;
}

Markers find_markers(std::string_view text) {
  Markers markers;
  std::size_t start = 0;
  for (int line = 1; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view content = text.substr(start, end - start);
    const std::size_t indent = std::min(content.find_first_not_of(blanks), content.size());
    if (const std::size_t length = marker_length(content.substr(indent)); length != 0) {
      markers[line] = {start + indent, length, static_cast<int>(indent) + 1,
                       std::string(trim(content.substr(indent + length)))};
    }
    start = end + 1;
  }
  return markers;
}

/// What stands in a marker's place while the text is split: a statement that cannot be any other,
/// and a comment so that the words that follow are passed over.
std::string stand_in(const Marker& marker) { return std::string(marker.length - 3, '0') + ";--"; }

}  // namespace

MarkedText::MarkedText(const std::string& text, const std::string& file, const Syntax& syntax)
    : markers_(find_markers(text)) {
  std::string marked = text;
  for (const auto& [line, marker] : markers_) {
    marked.replace(marker.offset, marker.length, stand_in(marker));
  }
  for (const auto& [line, marker] : markers_) {
    originals_[line] = text.substr(marker.offset, marker.length);
  }
  script_ = split_script(marked, file, syntax);
}

const Marker* MarkedText::directive(const Statement& statement) const {
  const auto found = markers_.find(statement.place.line);
  if (found == markers_.end() || statement.place.column != found->second.column) return nullptr;
  return stand_in(found->second).starts_with(statement.text + ";") ? &found->second : nullptr;
}

void MarkedText::restore(Statement& statement) const {
  std::size_t start = statement.text.find('\n');
  for (int line = statement.place.line + 1; start != std::string::npos; ++line) {
    ++start;
    if (const auto found = markers_.find(line); found != markers_.end()) {
      const Marker& marker = found->second;
      const std::size_t at = start + static_cast<std::size_t>(marker.column) - 1;
      if (at + marker.length > statement.text.size()) {
        throw Error(Failure::Input, "the statement before this directive has no closing semicolon")
            .at({statement.place.file, line, marker.column})
            .with_hint(
                "end it with a semicolon; where the line is meant as a comment inside it, "
                "begin the comment with another word");
      }
      statement.text.replace(at, marker.length, originals_.at(line));
    }
    start = statement.text.find('\n', start);
  }
}

}  // namespace syncline
