#include "sqlite/tokens.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace syncline::sqlite {

namespace {

bool word_start(unsigned char c) { return std::isalpha(c) || c == '_' || c >= 0x80; }
bool word_part(unsigned char c) { return word_start(c) || std::isdigit(c) || c == '$'; }

constexpr std::array<std::string_view, 10> long_symbols = {"->>", "->", "||", "<<", ">>",
                                                           "<=",  ">=", "<>", "==", "!="};

class Lexer {
 public:
  explicit Lexer(std::string_view sql) : sql_(sql) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    tokens.reserve(sql_.size() / 5);
    while (skip_blanks(), at_ < sql_.size()) {
      std::size_t start = at_;
      TokenType type = take();
      tokens.push_back({type, sql_.substr(start, at_ - start)});
    }
    return tokens;
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  void skip_blanks() {
    while (at_ < sql_.size()) {
      if (std::isspace(static_cast<unsigned char>(peek()))) {
        ++at_;
      } else if (peek() == '-' && peek(1) == '-') {
        at_ = std::min(sql_.find('\n', at_), sql_.size());
      } else if (peek() == '/' && peek(1) == '*') {
        std::size_t end = sql_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? sql_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  TokenType take() {
    char c = peek();
    if ((c == 'x' || c == 'X') && peek(1) == '\'') return ++at_, take_quoted('\''), TokenType::Text;
    if (c == '\'') return take_quoted('\''), TokenType::Text;
    if (c == '"' || c == '`') return take_quoted(c), TokenType::Quoted;
    if (c == '[') {
      std::size_t end = sql_.find(']', at_);
      at_ = end == std::string_view::npos ? sql_.size() : end + 1;
      return TokenType::Quoted;
    }
    if (word_start(static_cast<unsigned char>(c))) {
      while (word_part(static_cast<unsigned char>(peek()))) ++at_;
      return TokenType::Word;
    }
    bool digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
    if (digit || (c == '.' && std::isdigit(static_cast<unsigned char>(peek(1))))) {
      take_number();
      return TokenType::Number;
    }
    for (std::string_view symbol : long_symbols) {
      if (sql_.substr(at_, symbol.size()) == symbol) return at_ += symbol.size(), TokenType::Symbol;
    }
    return ++at_, TokenType::Symbol;
  }

  void take_quoted(char quote) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (peek() != quote) continue;
      if (peek(1) != quote) return static_cast<void>(++at_);
      ++at_;
    }
  }

  void take_number() {
    for (char before = ' '; at_ < sql_.size(); ++at_) {
      char c = peek();
      bool sign = (c == '+' || c == '-') && (before == 'e' || before == 'E');
      if (!word_part(static_cast<unsigned char>(c)) && c != '.' && !sign) return;
      before = c;
    }
  }

  std::string_view sql_;
  std::size_t at_ = 0;
};

}  // namespace

bool Token::is_word(std::string_view upper_case) const {
  return type == TokenType::Word && text.size() == upper_case.size() &&
         std::equal(text.begin(), text.end(), upper_case.begin(), [](char a, char b) {
           return std::toupper(static_cast<unsigned char>(a)) == b;
         });
}

std::string Token::name() const {
  if (type == TokenType::Word || text.size() < 2) return std::string(text);
  char quote = text.front();
  if (quote != '"' && quote != '`' && quote != '[' && quote != '\'') return std::string(text);
  std::string name;
  std::string_view inner = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < inner.size(); ++i) {
    name += inner[i];
    if (inner[i] == quote && quote != '[') ++i;  // written twice
  }
  return name;
}

std::vector<Token> tokens_of(std::string_view sql) { return Lexer(sql).run(); }

std::size_t closing(Tokens tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")") && --depth == 0) return i;
  }
  return tokens.size();
}

std::vector<Tokens> parts(Tokens tokens, std::string_view separator) {
  std::vector<Tokens> all;
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("(")) ++depth;
    if (tokens[i].is(")")) --depth;
    if (depth > 0 || !tokens[i].is(separator)) continue;
    if (i > start) all.push_back(tokens.subspan(start, i - start));
    start = i + 1;
  }
  if (start < tokens.size()) all.push_back(tokens.subspan(start));
  return all;
}

}  // namespace syncline::sqlite
