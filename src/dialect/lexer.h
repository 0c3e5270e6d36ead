// SQL text as tokens: the one place that knows where quotes and comments begin and end.
#pragma once

#include <cstddef>
#include <string_view>

#include "dialect/script.h"

namespace syncline {

enum class TokenKind {
  Space,
  Comment,
  Word,        ///< a key word or a plain name; also $1
  QuotedName,  ///< "name", U&"name", [name], `name`
  String,      ///< 'text', E'text', X'00', $$text$$
  Number,
  Operator,  ///< one byte of an operator or of punctuation
  End,       ///< nothing is left; its text is empty
};

struct Token {
  TokenKind kind;
  std::size_t offset;     ///< in bytes, from the beginning of the text
  std::string_view text;  ///< the token with its quotes
  bool closed = true;     ///< false: the quote or comment has no end

  bool significant() const { return kind != TokenKind::Space && kind != TokenKind::Comment; }
  /// Whether it is this key word; `word` is in lower case.
  bool is(std::string_view word) const;
  bool is(char operator_byte) const {
    return kind == TokenKind::Operator && text.front() == operator_byte;
  }
};

/// Reads a text from its beginning to its end, in linear time and without copies. The text must
/// outlive it.
class Lexer {
 public:
  Lexer(std::string_view text, const Syntax& syntax) : text_(text), syntax_(syntax) {}

  Token next();
  /// The next token that is neither space nor comment.
  Token next_significant();
  /// Goes on at this offset, which must be the beginning of a token.
  void go_to(std::size_t offset) { at_ = offset; }
  /// Whether a backslash in a plain '…' escapes: standard_conforming_strings is off.
  void escape_plain_strings(bool on) { plain_strings_escape_ = on; }

 private:
  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  TokenKind scan(bool& closed);
  TokenKind scan_word(bool& closed);
  TokenKind scan_dollar(bool& closed);
  void scan_number();
  void skip_name();
  bool skip_quoted(char quote, bool doubled);
  bool skip_escaped();
  bool skip_block_comment();
  void skip_line_comment();
  void follow_continuation(TokenKind kind, std::string_view token);

  std::string_view text_;
  Syntax syntax_;
  std::size_t at_ = 0;
  bool plain_strings_escape_ = false;
  /// E'a' <newline> 'b' is one string in two pieces; the second piece has escapes like the first.
  enum class Continuation { No, AfterPiece, AfterNewline } continuation_ = Continuation::No;
  bool escaped_ = false;  ///< the string just read had backslash escapes
};

}  // namespace syncline
