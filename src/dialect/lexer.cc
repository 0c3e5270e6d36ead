#include "dialect/lexer.h"

#include <array>
#include <cstring>

#include "base/text.h"

namespace syncline {

namespace {

enum class Class : unsigned char { Other, Blank, Digit, Letter };

constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (const char c : {' ', '\t', '\r', '\n', '\f', '\v'}) {
    table[static_cast<unsigned char>(c)] = Class::Blank;
  }
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = Class::Digit;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = Class::Letter;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = Class::Letter;
  for (std::size_t c = 0x80; c <= 0xFF; ++c) table[c] = Class::Letter;
  table['_'] = Class::Letter;
  return table;
}();

Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }

bool in_name(char c) {
  return class_of(c) == Class::Letter || class_of(c) == Class::Digit || c == '$';
}

}  // namespace

bool Token::is(std::string_view word) const {
  return kind == TokenKind::Word && text.size() == word.size() && starts_with_nocase(text, word);
}

Token Lexer::next() {
  const std::size_t start = at_;
  if (start >= text_.size()) return {TokenKind::End, start, {}};
  bool closed = true;
  escaped_ = false;
  const TokenKind kind = scan(closed);
  const std::string_view token = text_.substr(start, at_ - start);
  follow_continuation(kind, token);
  return {kind, start, token, closed};
}

Token Lexer::next_significant() {
  Token token = next();
  while (!token.significant()) token = next();
  return token;
}

/// Moves to the end of the token that begins here.
TokenKind Lexer::scan(bool& closed) {
  const char c = text_[at_];
  switch (class_of(c)) {
    case Class::Blank:
      while (at_ < text_.size() && class_of(text_[at_]) == Class::Blank) ++at_;
      return TokenKind::Space;
    case Class::Letter:
      return scan_word(closed);
    case Class::Digit:
      scan_number();
      return TokenKind::Number;
    case Class::Other:
      break;
  }
  if (c == '\'') {
    const bool piece = continuation_ == Continuation::AfterNewline;
    closed = piece || plain_strings_escape_ ? skip_escaped() : skip_quoted('\'', true);
    return TokenKind::String;
  }
  if (c == '"' || (syntax_.bracket_quotes && c == '`')) {
    closed = skip_quoted(c, true);
    return TokenKind::QuotedName;
  }
  if (syntax_.bracket_quotes && c == '[') {
    closed = skip_quoted(']', false);
    return TokenKind::QuotedName;
  }
  if (c == '-' && peek(1) == '-') {
    skip_line_comment();
    return TokenKind::Comment;
  }
  if (c == '/' && peek(1) == '*') {
    closed = skip_block_comment();
    return TokenKind::Comment;
  }
  if (c == '$') return scan_dollar(closed);
  if (c == '.' && class_of(peek(1)) == Class::Digit) {
    scan_number();
    return TokenKind::Number;
  }
  ++at_;
  return TokenKind::Operator;
}

/// A word, or what its first letters introduce: E'…', B'…', X'…', N'…', U&'…', U&"…".
TokenKind Lexer::scan_word(bool& closed) {
  const char c = static_cast<char>(text_[at_] | 0x20);  // lower case of a letter
  const bool postgres = syntax_.escape_strings;
  if (peek(1) == '\'' && (c == 'x' || (postgres && (c == 'e' || c == 'b' || c == 'n')))) {
    ++at_;
    const bool escapes = c == 'e' || (c == 'n' && plain_strings_escape_);
    closed = escapes ? skip_escaped() : skip_quoted('\'', true);
    return TokenKind::String;
  }
  if (postgres && c == 'u' && peek(1) == '&' && (peek(2) == '\'' || peek(2) == '"')) {
    at_ += 2;
    const char quote = text_[at_];
    closed = skip_quoted(quote, true);
    return quote == '"' ? TokenKind::QuotedName : TokenKind::String;
  }
  skip_name();
  return TokenKind::Word;
}

/// $1, $name, $$…$$, $tag$…$tag$, or a lone $.
TokenKind Lexer::scan_dollar(bool& closed) {
  const std::size_t start = at_++;
  std::size_t end = at_;  // of the tag, which is a name without $
  while (end < text_.size() && text_[end] != '$' && in_name(text_[end])) ++end;
  const bool tag = class_of(peek(0)) != Class::Digit && end < text_.size() && text_[end] == '$';
  if (syntax_.dollar_quotes && tag) {
    const std::string_view mark = text_.substr(start, end + 1 - start);
    const std::size_t close = text_.find(mark, end + 1);
    closed = close != std::string_view::npos;
    at_ = closed ? close + mark.size() : text_.size();
    return TokenKind::String;
  }
  if (end == at_) return TokenKind::Operator;
  at_ = end;
  return TokenKind::Word;
}

void Lexer::scan_number() {
  const bool hexadecimal = text_[at_] == '0' && (peek(1) == 'x' || peek(1) == 'X');
  bool point = false;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '.' && !point) {
      point = true;
    } else if ((c == '+' || c == '-') && !hexadecimal && (text_[at_ - 1] | 0x20) == 'e' &&
               class_of(peek(1)) == Class::Digit) {
      continue;  // the sign of an exponent
    } else if (class_of(c) != Class::Digit && class_of(c) != Class::Letter) {
      return;
    }
  }
}

void Lexer::skip_name() {
  while (at_ < text_.size() && in_name(text_[at_])) ++at_;
}

/// From the opening quote to behind the closing one. Where quotes are doubled, '' does not close.
bool Lexer::skip_quoted(char quote, bool doubled) {
  ++at_;
  while (true) {
    const std::size_t close = text_.find(quote, at_);
    if (close == std::string_view::npos) break;
    at_ = close + 1;
    if (!doubled || peek(0) != quote) return true;
    ++at_;
  }
  at_ = text_.size();
  return false;
}

bool Lexer::skip_escaped() {
  escaped_ = true;
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\\') {
      ++at_;
    } else if (text_[at_] == '\'') {
      if (peek(1) != '\'') {
        ++at_;
        return true;
      }
      ++at_;
    }
  }
  at_ = text_.size();
  return false;
}

bool Lexer::skip_block_comment() {
  std::size_t depth = 1;
  for (at_ += 2; at_ < text_.size();) {
    if (text_[at_] == '*' && peek(1) == '/') {
      at_ += 2;
      if (--depth == 0) return true;
    } else if (syntax_.nested_comments && text_[at_] == '/' && peek(1) == '*') {
      at_ += 2;
      ++depth;
    } else {
      ++at_;
    }
  }
  return false;
}

/// To the end of the line; the newline belongs to the space after it.
void Lexer::skip_line_comment() {
  const std::size_t newline = text_.find('\n', at_);
  at_ = newline == std::string_view::npos ? text_.size() : newline;
}

void Lexer::follow_continuation(TokenKind kind, std::string_view token) {
  if (kind == TokenKind::String) {
    continuation_ = escaped_ ? Continuation::AfterPiece : Continuation::No;
  } else if (continuation_ == Continuation::No || kind == TokenKind::Comment) {
    return;
  } else if (kind != TokenKind::Space) {
    continuation_ = Continuation::No;
  } else if (token.find('\n') != std::string_view::npos) {
    continuation_ = Continuation::AfterNewline;
  }
}

}  // namespace syncline
