#include "sqlite/tokens.h"

#include <algorithm>
#include <cctype>

#include "dialect/lexer.h"
#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

constexpr std::string_view long_symbols[] = {"->", "->>", "||", "<<", ">>",
                                             "<=", ">=",  "<>", "==", "!="};

TokenType type_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::Word:
      return TokenType::Word;
    case TokenKind::QuotedName:
      return TokenType::Quoted;
    case TokenKind::String:
      return TokenType::Text;
    case TokenKind::Number:
      return TokenType::Number;
    default:
      return TokenType::Symbol;
  }
}

/// The lexer gives operators byte by byte: `a` and `b` together, when they are one operator.
std::string_view one_symbol(const Token& a, std::string_view b) {
  if (a.type != TokenType::Symbol || a.text.data() + a.text.size() != b.data()) return {};
  std::string_view both(a.text.data(), a.text.size() + b.size());
  for (std::string_view symbol : long_symbols) {
    if (symbol == both) return both;
  }
  return {};
}

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

std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  tokens.reserve(sql.size() / 5);
  Lexer lexer(sql, syntax);
  for (auto next = lexer.next_significant(); next.kind != TokenKind::End;
       next = lexer.next_significant()) {
    std::string_view longer;
    if (next.kind == TokenKind::Operator && !tokens.empty())
      longer = one_symbol(tokens.back(), next.text);
    if (longer.empty()) {
      tokens.push_back({type_of(next.kind), next.text});
    } else {
      tokens.back().text = longer;
    }
  }
  return tokens;
}

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
