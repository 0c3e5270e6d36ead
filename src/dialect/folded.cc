#include "dialect/lexer.h"

namespace syncline {

namespace {

bool is_operator(const Token& token) { return token.kind == TokenKind::Operator; }

/// ( ) , ; never grow together with a neighbour.
bool stands_alone(const Token& token) {
  return is_operator(token) &&
         std::string_view("(),;").find(token.text.front()) != std::string_view::npos;
}

/// Whether a blank stands between two neighbours, whatever the author wrote; two operators keep
/// what was there, for - - is not a comment and | | is not ||.
bool blank_between(const Token& left, const Token& right, bool was_apart) {
  if (left.is(',')) return true;
  if (stands_alone(left) || stands_alone(right)) return false;
  if (is_operator(left) && is_operator(right)) return was_apart;
  return !is_operator(left) && !is_operator(right);
}

}  // namespace

std::string folded(std::string_view text, const Syntax& syntax) {
  std::string result;
  result.reserve(text.size());
  Lexer lexer(text, syntax);
  Token last{};
  bool apart = false;
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    if (!token.significant()) {
      apart = true;
      continue;
    }
    if (!result.empty() && blank_between(last, token, apart)) result += ' ';
    result += token.text;
    last = token;
    apart = false;
  }
  return result;
}

}  // namespace syncline
