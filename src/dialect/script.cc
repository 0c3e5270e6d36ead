#include "dialect/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "dialect/lexer.h"
#include "dialect/psql_command.h"

namespace syncline {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Lines and columns of offsets that are asked for in rising order; all together in linear time.
class PlaceCounter {
 public:
  PlaceCounter(std::string_view text, Place start) : text_(text), place_(std::move(start)) {}

  const Place& at(std::size_t offset) {
    while (const void* found = std::memchr(text_.data() + at_, '\n', offset - at_)) {
      at_ = static_cast<std::size_t>(static_cast<const char*>(found) - text_.data()) + 1;
      ++place_.line;
      place_.column = 1;
    }
    place_.column += static_cast<int>(
        std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                      text_.begin() + static_cast<std::ptrdiff_t>(offset),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    at_ = offset;
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Place place_;
};

/// The statement `SET standard_conforming_strings = …` or a RESET of it; nothing for any other.
enum class PlainStrings { Unchanged, Escape, Conform };

PlainStrings setting_of(std::string_view statement, const Syntax& syntax) {
  Lexer lexer(statement, syntax);
  const Token verb = lexer.next_significant();
  Token name = lexer.next_significant();
  if (verb.is("set") && (name.is("session") || name.is("local"))) name = lexer.next_significant();
  if (verb.is("reset") && name.is("all")) return PlainStrings::Conform;
  if (!name.is("standard_conforming_strings")) return PlainStrings::Unchanged;
  if (verb.is("reset")) return PlainStrings::Conform;
  lexer.next_significant();  // = or TO
  const std::string value = replace_all(lower(lexer.next_significant().text), "'", "");
  constexpr std::array<std::string_view, 4> off{"off", "false", "no", "0"};
  const bool is_off = std::any_of(off.begin(), off.end(), [&](std::string_view word) {
    return value != "o" && !value.empty() &&
           word.starts_with(value);  // as the server: any beginning
  });
  return is_off ? PlainStrings::Escape : PlainStrings::Conform;
}

class Splitter {
 public:
  Splitter(std::string_view text, const std::string& file, const Syntax& syntax)
      : text_(text), syntax_(syntax), lexer_(text, syntax), places_(text, Place{file, 1, 1}) {}

  Script split() {
    check_text();
    while (true) {
      const Token token = lexer_.next();
      if (token.kind == TokenKind::End) break;
      if (!token.closed) refuse_unclosed(token);
      if (token.significant()) take(token);
    }
    if (begun_ && body_ != Body::None) {
      throw input_error("the body of this statement is never closed with END", place_);
    }
    finish();
    return std::move(script_);
  }

 private:
  /// What must be known of a statement to find its end.
  enum class Shape {
    Unknown,  ///< CREATE, and not yet the word that says what
    Plain,
    Set,
    Copy,
    Routine,  ///< may have a BEGIN ATOMIC … END
    Trigger,  ///< has a BEGIN … END
  };
  enum class Body {
    None,
    Open,
    BetweenStatements,  ///< open, and END here closes it: every statement in it ends with a
                        ///< semicolon
  };

  static Error input_error(const std::string& message, const Place& place) {
    return Error(Failure::Input, message).at(place);
  }

  void check_text() {
    const std::size_t bad = std::min(invalid_utf8(text_), text_.find('\0'));
    if (bad == std::string_view::npos) return;
    const bool utf16 = bad == 0 && (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"));
    const auto byte = static_cast<unsigned char>(text_[bad]);
    throw input_error(fmt::format("this is not UTF-8 text (byte 0x{:02X})", byte), places_.at(bad))
        .with_hint(utf16 || byte == 0
                       ? "the file looks like UTF-16: save it as UTF-8"
                       : "save the file as UTF-8, for example: iconv -f latin1 -t utf-8 OLD > NEW");
  }

  [[noreturn]] void refuse_unclosed(const Token& token) {
    const Place place = places_.at(token.offset);
    if (token.kind == TokenKind::Comment) {
      throw input_error("this comment is never closed", place)
          .with_hint(syntax_.nested_comments ? "comments nest: each /* needs a */ of its own"
                                             : "write */ where it ends");
    }
    const std::string_view mark = token.text.front() == '$'
                                      ? token.text.substr(0, token.text.find('$', 1) + 1)
                                      : token.text.substr(token.text.find_first_of("'\"[`"), 1);
    throw input_error(fmt::format("the quote {} that begins here is never closed", mark), place)
        .with_hint("close it; when it looks closed, an earlier quote is one too many or too few");
  }

  void take(const Token& token) {
    if (syntax_.backslash_commands && token.is('\\')) return pass_over_command(token);
    if (token.is(';') && parentheses_ == 0) {
      if (body_ == Body::None) return finish();
      body_ = Body::BetweenStatements;
    } else {
      if (!begun_) begin(token);
      if (token.kind == TokenKind::Word) {
        take_word(token);
      } else {
        if (body_ == Body::BetweenStatements) body_ = Body::Open;
        if (token.is('(')) ++parentheses_;
        if (token.is(')') && parentheses_ > 0) --parentheses_;
      }
    }
    end_ = token.offset + token.text.size();
    if (shape_ == Shape::Routine || shape_ == Shape::Copy) last_ = token;
  }

  void begin(const Token& token) {
    begun_ = true;
    start_ = token.offset;
    place_ = places_.at(start_);
    shape_ = token.is("create")                     ? Shape::Unknown
             : token.is("copy")                     ? Shape::Copy
             : token.is("set") || token.is("reset") ? Shape::Set
                                                    : Shape::Plain;
  }

  void take_word(const Token& word) {
    if (body_ != Body::None) {
      body_ = body_ == Body::BetweenStatements && word.is("end") ? Body::None : Body::Open;
      return;
    }
    switch (shape_) {
      case Shape::Unknown:
        shape_ = shape_after(word);
        break;
      case Shape::Routine:
        if (word.is("atomic") && last_.is("begin")) body_ = Body::BetweenStatements;
        break;
      case Shape::Trigger:
        if (word.is("begin")) {
          body_ = Body::BetweenStatements;
          shape_ = Shape::Plain;
        }
        break;
      case Shape::Copy:
        if (syntax_.backslash_commands && word.is("stdin") && last_.is("from")) {
          throw input_error("COPY … FROM stdin brings rows that stand below it, which are no SQL",
                            place_)
              .with_hint("dump with --schema-only, or with --inserts when the rows are wanted");
        }
        break;
      case Shape::Set:
      case Shape::Plain:
        break;
    }
  }

  Shape shape_after(const Token& word) const {
    for (const std::string_view filler : {"create", "or", "replace", "temp", "temporary"}) {
      if (word.is(filler)) return Shape::Unknown;
    }
    if (syntax_.atomic_bodies && (word.is("function") || word.is("procedure")))
      return Shape::Routine;
    if (syntax_.trigger_bodies && word.is("trigger")) return Shape::Trigger;
    return Shape::Plain;
  }

  void pass_over_command(const Token& backslash) {
    const std::size_t newline = std::min(text_.find('\n', backslash.offset), text_.size());
    const std::string_view line = text_.substr(backslash.offset, newline - backslash.offset);
    const std::string name(psql_command_name(line));
    std::string refusal = psql_command_refusal(line);
    if (refusal.empty() && begun_) refusal = "end the statement before it with a semicolon";
    if (!refusal.empty()) {
      throw input_error(fmt::format("\\{} is a command of psql, not SQL", name),
                        places_.at(backslash.offset))
          .with_hint(refusal);
    }
    const std::string note = fmt::format("\\{} ignored", name);
    auto& notes = script_.notes;
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
    lexer_.go_to(newline);
  }

  void finish() {
    if (begun_) {
      const std::string_view statement = text_.substr(start_, end_ - start_);
      script_.statements.push_back({std::string(statement), place_});
      if (shape_ == Shape::Set && syntax_.escape_strings) {
        const PlainStrings setting = setting_of(statement, syntax_);
        if (setting != PlainStrings::Unchanged) {
          lexer_.escape_plain_strings(setting == PlainStrings::Escape);
        }
      }
    }
    begun_ = false;
    parentheses_ = 0;
    body_ = Body::None;
    last_ = {};
  }

  std::string_view text_;
  const Syntax& syntax_;
  Lexer lexer_;
  PlaceCounter places_;
  Script script_;

  // The statement that is being read.
  bool begun_ = false;
  std::size_t start_ = 0, end_ = 0;
  Place place_;
  Shape shape_ = Shape::Plain;
  Body body_ = Body::None;
  int parentheses_ = 0;
  Token last_{};  ///< the significant token before; only for the shapes that ask for it
};

}  // namespace

Script split_script(std::string_view text, const std::string& file, const Syntax& syntax) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return Splitter(text, file, syntax).split();
}

Place place_in(const Statement& statement, int position) {
  const std::string_view text = statement.text;
  std::size_t offset = 0;
  for (int character = 1; character < position && offset < text.size(); ++character) {
    do {
      ++offset;
    } while (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80);
  }
  return PlaceCounter(text, statement.place).at(offset);
}

}  // namespace syncline
