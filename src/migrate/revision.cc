#include "migrate/revision.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "migrate/marked_text.h"

namespace syncline {

namespace {

std::string normalised(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return replace_all(text, "\r\n", "\n");
}

/// The text without some of its lines.
std::string without_lines(const std::string& text, const std::set<int>& lines) {
  if (lines.empty()) return text;
  std::string result;
  std::size_t start = 0;
  for (int line = 1; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    if (!lines.contains(line)) result.append(text, start, end - start);
    start = end;
  }
  return result;
}

constexpr std::string_view id_rule =
    "it is of letters, digits, _, - and . (not head, heads, base or current)";

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

bool may_be_repeated(std::string_view statement) {
  constexpr std::string_view words[] = {"update", "delete", "insert", "with"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return starts_with_nocase(statement, word); });
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
    bool batches = false;
    void (RevisionParser::*take)(const std::string& words) = nullptr;
  };
  static const std::array<Directive, 13> directives;

  void obey(const Marker& marker);
  void open(const Directive& directive);
  void add(Statement statement);
  void take_id(const std::string& words);
  void take_parent(const std::string& words);
  void take_label(const std::string& words);
  void take_dependency(const std::string& words);
  void take_replaced(const std::string& words);
  void take_message(const std::string& words);
  void take_review(const std::string& words);
  void take_name(const std::string& words, std::string_view what, std::vector<Named>& names);
  Error error(const std::string& message) const {
    return Error(Failure::Input, message).at(place_);
  }

  Revision revision_;
  Place place_;                              ///< of what is being read
  std::vector<Section>* section_ = nullptr;  ///< the list whose last one is open
  bool has_message_ = false;
};

const std::array<RevisionParser::Directive, 13> RevisionParser::directives = {{
    {.name = "revision", .take = &RevisionParser::take_id},
    {.name = "parent", .take = &RevisionParser::take_parent},
    {.name = "label", .take = &RevisionParser::take_label},
    {.name = "depends", .take = &RevisionParser::take_dependency},
    {.name = "replaces", .take = &RevisionParser::take_replaced},
    {.name = "message", .take = &RevisionParser::take_message},
    {.name = "review", .take = &RevisionParser::take_review},
    {.name = "up", .sections = &Revision::up},
    {.name = "up outside transaction", .sections = &Revision::up, .outside = true},
    {.name = "up in batches", .sections = &Revision::up, .batches = true},
    {.name = "down", .sections = &Revision::down},
    {.name = "down outside transaction", .sections = &Revision::down, .outside = true},
    {.name = "down in batches", .sections = &Revision::down, .batches = true},
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
  std::set<int> movable;
  for (const Place& place : revision_.parent_places) movable.insert(place.line);
  for (const Named& review : revision_.reviews) movable.insert(review.place.line);
  revision_.checksum = sha256(without_lines(text, movable));
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
  section_->push_back({directive.outside, {}, directive.batches});
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
  if (section_->back().in_batches && !may_be_repeated(statement.text)) {
    throw error("a section in batches holds statements that change rows")
        .with_hint("begin it with UPDATE, DELETE, INSERT or WITH; what else there is belongs into "
                   "another section");
  }
  section_->back().script.statements.push_back(std::move(statement));
}

void RevisionParser::take_id(const std::string& words) {
  if (!revision_.id.empty()) throw error("there is a second revision line");
  if (!is_revision_id(words)) {
    throw error(fmt::format("\"{}\" cannot be the id of a revision", words))
        .with_hint(std::string(id_rule));
  }
  revision_.id = words;
}

void RevisionParser::take_parent(const std::string& words) {
  if (!is_revision_id(words)) {
    throw error(fmt::format("\"{}\" cannot be the id of a parent", words))
        .with_hint("name one revision a line; a revision without parents has no such line");
  }
  if (std::ranges::find(revision_.parents, words) != revision_.parents.end()) {
    throw error(fmt::format("parent {} is named twice", words));
  }
  revision_.parents.push_back(words);
  revision_.parent_places.push_back(place_);
}

void RevisionParser::take_name(const std::string& words, std::string_view what,
                               std::vector<Named>& names) {
  if (!is_revision_id(words)) {
    throw error(fmt::format("\"{}\" cannot be {}", words, what))
        .with_hint(fmt::format("name one a line; {}", id_rule));
  }
  if (std::ranges::find(names, words, &Named::id) != names.end()) {
    throw error(fmt::format("{} is named twice as {}", words, what));
  }
  names.push_back({words, place_});
}

void RevisionParser::take_label(const std::string& words) {
  take_name(words, "a label", revision_.labels);
}

void RevisionParser::take_dependency(const std::string& words) {
  take_name(words, "the id of a dependency", revision_.depends);
}

void RevisionParser::take_replaced(const std::string& words) {
  const std::string id = words.substr(0, words.find(' '));
  const std::string checksum(trim(std::string_view(words).substr(id.size())));
  const bool hex =
      checksum.size() == 64 && checksum.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!is_revision_id(id) || !hex) {
    throw error("a replaces line has the id of a revision and the checksum of its file")
        .with_hint("syncline squash writes these lines; put it back as it was");
  }
  if (std::ranges::find(revision_.replaces, id, &Replaced::id) != revision_.replaces.end()) {
    throw error(fmt::format("{} is replaced twice", id));
  }
  revision_.replaces.push_back({id, checksum, place_});
}

void RevisionParser::take_message(const std::string& words) {
  if (std::exchange(has_message_, true)) throw error("there is a second message line");
  revision_.message = words;
}

void RevisionParser::take_review(const std::string& words) {
  revision_.reviews.push_back({words, place_});
}

}  // namespace

bool is_revision_id(std::string_view text) {
  constexpr std::string_view reserved[] = {"head", "heads", "base", "current"};
  const auto letter = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !text.empty() && letter(text.front()) &&
         std::ranges::find(reserved, text) == std::end(reserved) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || c == '-' || c == '.'; });
}

Revision parse_revision(std::string_view text, const std::filesystem::path& file,
                        const Syntax& syntax) {
  return RevisionParser(file).parse(normalised(text), syntax);
}

}  // namespace syncline
