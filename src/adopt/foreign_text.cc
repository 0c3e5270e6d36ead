#include <fmt/format.h>

#include <algorithm>

#include "adopt/foreign.h"
#include "base/text.h"
#include "migrate/revision.h"

namespace syncline {

namespace {

/// What begins or ends a transaction and says nothing else.
bool is_border(std::string_view statement) {
  constexpr std::string_view words[] = {
      "begin",          "begin transaction",  "begin work",  "start transaction",
      "commit",         "commit transaction", "commit work", "end",
      "end transaction"};
  return std::ranges::find(words, lower(statement)) != std::end(words);
}

/// The byte at which a statement begins: places count characters.
std::size_t offset_of(std::string_view text, const Place& place) {
  std::size_t at = 0;
  for (int line = 1; line < place.line; ++line) at = text.find('\n', at) + 1;
  for (int column = 1; column < place.column; ++column) {
    do {
      ++at;
    } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

/// One script as our sections. Only lines are put between its statements: comments stay.
class Sections {
 public:
  Sections(const ForeignScript& script, std::string_view name, const Syntax& syntax,
           const std::function<bool(std::string_view)>& refuses)
      : script_(script), name_(name), syntax_(syntax), refuses_(refuses), text_(script.text) {}

  /// Appends the statements that the sections hold to `kept`.
  std::string write(std::vector<std::string>& kept) {
    const std::string file = script_.file.string();
    close(file);
    const auto statements = split_script(text_, file, syntax_).statements;
    for (const Statement& statement : statements) {
      if (is_border(statement.text)) {
        cut_out(statement);
        continue;
      }
      const bool outside = script_.outside_transaction || refuses_(statement.text);
      if (begun_ && (outside != outside_ || border_)) end_section(before(statement));
      outside_ = outside;
      begun_ = true;
      border_ = false;
      last_end_ = offset_of(text_, statement.place) + statement.text.size();
      kept.push_back(statement.text);
    }
    end_section(text_.size());
    return std::move(result_);
  }

 private:
  /// A last statement without its semicolon would run into what comes below it.
  void close(const std::string& file) {
    const auto statements = split_script(text_, file, syntax_).statements;
    const auto with_one_more = split_script(text_ + "\nend", file, syntax_).statements;
    if (statements.empty() || with_one_more.size() > statements.size()) return;
    const Statement& last = statements.back();
    const std::size_t end = offset_of(text_, last.place) + last.text.size();
    if (trim(std::string_view(text_).substr(end)).empty()) {
      text_.resize(end);
      text_ += ";\n";
    } else {
      while (text_.back() == '\n' || text_.back() == ' ') text_.pop_back();
      text_ += "\n;\n";
    }
  }

  /// BEGIN and COMMIT, with their semicolon. Blanks take their place, so that offsets stay right.
  void cut_out(const Statement& statement) {
    const std::size_t start = offset_of(text_, statement.place);
    const std::size_t end = text_.find(';', start + statement.text.size());
    std::fill(text_.begin() + static_cast<std::ptrdiff_t>(start),
              text_.begin() + static_cast<std::ptrdiff_t>(std::min(end + 1, text_.size())), ' ');
    border_ = true;
  }

  /// Where the lines of comments begin that stand directly above a statement.
  std::size_t before(const Statement& statement) const {
    const std::size_t start = offset_of(text_, statement.place);
    const auto line_start = [&](std::size_t at) {
      const std::size_t newline = at == 0 ? text_.npos : text_.rfind('\n', at - 1);
      return newline == text_.npos ? 0 : newline + 1;
    };
    const auto slice = [&](std::size_t from, std::size_t to) {
      return trim(std::string_view(text_).substr(from, to - from));
    };
    std::size_t cut = line_start(start);
    if (cut < last_end_ || !slice(cut, start).empty()) return start;
    while (cut > last_end_) {
      const std::size_t above = line_start(cut - 1);
      if (above < last_end_ || !slice(above, cut).starts_with("--")) break;
      cut = above;
    }
    return cut;
  }

  void end_section(std::size_t end) {
    const std::string_view body = trim(std::string_view(text_).substr(done_, end - done_));
    result_ += fmt::format("\n-- syncline: {}{}\n{}{}", name_,
                           begun_ && outside_ ? " outside transaction" : "", body,
                           body.empty() ? "" : "\n");
    done_ = end;
  }

  const ForeignScript& script_;
  std::string_view name_;
  const Syntax& syntax_;
  const std::function<bool(std::string_view)>& refuses_;
  std::string text_, result_;
  bool begun_ = false, outside_ = false;
  bool border_ = false;  ///< a BEGIN or COMMIT stood after the last statement
  std::size_t last_end_ = 0, done_ = 0;
};

void compare(const std::vector<std::string>& kept, const std::vector<Section>& sections,
             const std::filesystem::path& file) {
  std::vector<std::string> understood;
  for (const Section& section : sections) {
    for (const Statement& statement : section.script.statements) {
      understood.push_back(statement.text);
    }
  }
  if (understood == kept) return;
  throw Error(Failure::Input,
              "this cannot be made a revision: its statements would be read otherwise")
      .at({file.string()})
      .with_hint("look for lines that begin with \"-- syncline:\", and change them");
}

std::string head_of(const ForeignMigration& migration) {
  std::string text;
  const auto line = [&](std::string_view name, std::string_view words) {
    text += fmt::format("-- syncline: {} {}\n", name, words);
  };
  line("revision", migration.id);
  for (const std::string& one : migration.parents) line("parent", one);
  for (const std::string& one : migration.labels) line("label", one);
  for (const std::string& one : migration.depends) line("depends", one);
  if (!migration.message.empty()) line("message", replace_all(migration.message, "\n", " "));
  for (const std::string& one : migration.reviews) line("review", one);
  for (const std::string& one : migration.comments) {
    text += one.empty() ? "--\n" : fmt::format("-- {}\n", one);
  }
  return text;
}

}  // namespace

std::string revision_text(const ForeignMigration& migration, const Syntax& syntax,
                          const std::function<bool(std::string_view)>& refuses) {
  std::string text = head_of(migration);
  const auto sections = [&](const std::vector<ForeignScript>& scripts, std::string_view name) {
    std::vector<std::string> kept;
    for (const ForeignScript& one : scripts) {
      text += Sections(one, name, syntax, refuses).write(kept);
    }
    if (scripts.empty()) text += fmt::format("\n-- syncline: {}\n", name);
    return kept;
  };
  const std::vector<std::string> up = sections(migration.up, "up");
  std::vector<std::string> down;
  if (migration.down) down = sections(*migration.down, "down");
  Revision read;
  try {
    read = parse_revision(text, migration.file, syntax);
  } catch (Error& error) {
    // Lines of the revision are none of the file that the user has.
    throw error.at({migration.file.string()});
  }
  compare(up, read.up, migration.file);
  if (migration.down) compare(down, read.down, migration.file);
  return text;
}

}  // namespace syncline
