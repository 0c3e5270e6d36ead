#include "migrate/revision.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/text.h"

namespace syncline {

namespace {

constexpr std::string_view blanks = " \t";

/// "-- syncline: …" on a line of its own. Whether it is a directive, or text inside a quote or a
/// body, only the splitter can say.
struct Marker {
  std::size_t offset = 0;  ///< of "--" in the text
  std::size_t length = 0;  ///< up to and with the colon
  int column = 0;          ///< of "--", from 1
  std::string words;       ///< what follows on the line
};

using Markers = std::map<int, Marker>;  // by line, from 1

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

/// A file as the splitter sees it. Each marker is replaced by a statement of the same length: where
/// the splitter gives it back alone it is a directive, and where it is part of a larger statement
/// it is text. So a directive in a quoted body fools nobody, and quotes are known in one place of
/// the program only.
class MarkedText {
 public:
  MarkedText(const std::string& text, const std::string& file, const Syntax& syntax)
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

  std::vector<Statement>& statements() { return script_.statements; }
  std::vector<std::string>& notes() { return script_.notes; }

  /// The marker that this statement stands for; null for a real statement.
  const Marker* directive(const Statement& statement) const {
    const auto found = markers_.find(statement.place.line);
    if (found == markers_.end() || statement.place.column != found->second.column) return nullptr;
    return stand_in(found->second).starts_with(statement.text + ";") ? &found->second : nullptr;
  }

  /// Puts back what the file says. A statement that ends in a marker had no semicolon of its own.
  void restore(Statement& statement) const {
    std::size_t start = statement.text.find('\n');
    for (int line = statement.place.line + 1; start != std::string::npos; ++line) {
      ++start;
      if (const auto found = markers_.find(line); found != markers_.end()) {
        const Marker& marker = found->second;
        const std::size_t at = start + static_cast<std::size_t>(marker.column) - 1;
        if (at + marker.length > statement.text.size()) {
          throw Error(Failure::Input,
                      "the statement before this directive has no closing semicolon")
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

 private:
  Markers markers_;
  std::map<int, std::string> originals_;
  Script script_;
};

std::string normalised(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return replace_all(text, "\r\n", "\n");
}

bool is_id(std::string_view id) {
  constexpr std::string_view reserved[] = {"head", "heads", "base"};
  const auto letter = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !id.empty() && letter(id.front()) &&
         std::ranges::find(reserved, id) == std::end(reserved) &&
         std::ranges::all_of(id, [&](char c) { return letter(c) || c == '-' || c == '.'; });
}

/// The word with which a statement begins or ends a transaction, or nothing.
std::string_view transaction_word(std::string_view statement) {
  constexpr std::string_view words[] = {"begin", "start transaction",  "commit", "end", "rollback",
                                        "abort", "prepare transaction"};
  for (const std::string_view word : words) {
    if (!starts_with_nocase(statement, word)) continue;
    const std::string rest = lower(trim(statement.substr(word.size())));
    const bool whole = rest.empty() || statement[word.size()] == ' ';
    if (whole && !rest.starts_with("to ")) return word;  // ROLLBACK TO a savepoint is harmless
  }
  return {};
}

class RevisionParser {
 public:
  explicit RevisionParser(const std::filesystem::path& file) { revision_.file = file; }

  Revision parse(const std::string& text, const Syntax& syntax);

 private:
  /// A directive: its name, and either the section that it begins or what to do with its words.
  struct Directive {
    std::string_view name;
    std::vector<Section> Revision::*sections = nullptr;
    bool outside = false;
    void (RevisionParser::*take)(const std::string& words) = nullptr;
  };
  static const std::array<Directive, 7> directives;

  void obey(const Marker& marker);
  void open(const Directive& directive);
  void add(Statement statement);
  void take_id(const std::string& words);
  void take_parent(const std::string& words);
  void take_message(const std::string& words);
  Error error(const std::string& message) const {
    return Error(Failure::Input, message).at(place_);
  }

  Revision revision_;
  Place place_;                              ///< of what is being read
  std::vector<Section>* section_ = nullptr;  ///< the list whose last one is open
  bool has_message_ = false;
};

const std::array<RevisionParser::Directive, 7> RevisionParser::directives = {{
    {.name = "revision", .take = &RevisionParser::take_id},
    {.name = "parent", .take = &RevisionParser::take_parent},
    {.name = "message", .take = &RevisionParser::take_message},
    {.name = "up", .sections = &Revision::up},
    {.name = "up outside transaction", .sections = &Revision::up, .outside = true},
    {.name = "down", .sections = &Revision::down},
    {.name = "down outside transaction", .sections = &Revision::down, .outside = true},
}};

Revision RevisionParser::parse(const std::string& text, const Syntax& syntax) {
  const std::string file = revision_.file.string();
  MarkedText marked(text, file, syntax);
  for (Statement& statement : marked.statements()) {
    place_ = statement.place;
    if (const Marker* marker = marked.directive(statement)) {
      obey(*marker);
    } else {
      marked.restore(statement);
      add(std::move(statement));
    }
  }
  place_ = {file};
  if (revision_.id.empty()) {
    throw error("there is no line \"-- syncline: revision ID\"")
        .with_hint(
            "every .sql file in the folder of migrations is a revision: give it that line, or "
            "keep it elsewhere");
  }
  const auto empty = [](const Section& section) { return section.script.statements.empty(); };
  std::erase_if(revision_.up, empty);
  std::erase_if(revision_.down, empty);
  if (!revision_.up.empty()) revision_.up.front().script.notes = std::move(marked.notes());
  revision_.checksum = sha256(text);
  return std::move(revision_);
}

void RevisionParser::obey(const Marker& marker) {
  std::vector<std::string> words;
  for (const std::string& word : split(replace_all(marker.words, "\t", " "), ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  const std::string all = join(words, " "), first = words.empty() ? "" : words.front();
  std::vector<std::string> names;
  for (const Directive& directive : directives) {
    names.emplace_back(directive.name);
    if (directive.sections && directive.name == all) return open(directive);
    if (!directive.take || directive.name != first) continue;
    if (section_) {
      throw error(fmt::format("the {} must stand before the first section", directive.name));
    }
    return (this->*directive.take)(
        std::string(trim(std::string_view(marker.words).substr(first.size()))));
  }
  std::string near = nearest(all, names);
  if (near.empty()) near = nearest(first, names);
  throw error(fmt::format("unknown directive \"{}\"", marker.words))
      .with_hint(near.empty() ? "directives are: " + join(names, ", ")
                              : fmt::format("did you mean \"-- syncline: {}\"?", near));
}

void RevisionParser::open(const Directive& directive) {
  section_ = &(revision_.*directive.sections);
  section_->push_back({directive.outside, {}});
  if (directive.sections == &Revision::down) revision_.has_down = true;
}

void RevisionParser::add(Statement statement) {
  if (!section_) {
    throw error("there is SQL before the first section")
        .with_hint("put a line \"-- syncline: up\" or \"-- syncline: down\" above it");
  }
  if (const std::string_view word = transaction_word(statement.text); !word.empty()) {
    throw error(fmt::format("a revision begins and ends no transactions of its own ({})", word))
        .with_hint(
            "each section is one transaction already; begin another section where it must be "
            "committed");
  }
  section_->back().script.statements.push_back(std::move(statement));
}

void RevisionParser::take_id(const std::string& words) {
  if (!revision_.id.empty()) throw error("there is a second revision line");
  if (!is_id(words)) {
    throw error(fmt::format("\"{}\" cannot be the id of a revision", words))
        .with_hint("ids are of letters, digits, _, - and . (not head, heads or base)");
  }
  revision_.id = words;
}

void RevisionParser::take_parent(const std::string& words) {
  if (!is_id(words)) {
    throw error(fmt::format("\"{}\" cannot be the id of a parent", words))
        .with_hint("name one revision a line; a revision without parents has no such line");
  }
  if (std::ranges::find(revision_.parents, words) != revision_.parents.end()) {
    throw error(fmt::format("parent {} is named twice", words));
  }
  revision_.parents.push_back(words);
  revision_.parent_places.push_back(place_);
}

void RevisionParser::take_message(const std::string& words) {
  if (std::exchange(has_message_, true)) throw error("there is a second message line");
  revision_.message = words;
}

}  // namespace

Revision parse_revision(std::string_view text, const std::filesystem::path& file,
                        const Syntax& syntax) {
  return RevisionParser(file).parse(normalised(text), syntax);
}

}  // namespace syncline
