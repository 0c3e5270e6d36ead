#include "postgres/tokens.h"

#include "postgres/statement.h"

namespace syncline::postgres {

Tokens::Tokens(std::string_view text) : text_(text) {
  Lexer lexer(text, syntax);
  do {
    tokens_.push_back(lexer.next_significant());
  } while (tokens_.back().kind != TokenKind::End);
}

std::string_view Tokens::space_before(std::size_t at) const {
  const std::size_t start = at == 0 ? 0 : tokens_[at - 1].offset + tokens_[at - 1].text.size();
  return text_.substr(start, (*this)[at].offset - start);
}

std::size_t Tokens::closing(std::size_t at) const {
  int depth = 0;
  for (; at < size(); ++at) {
    if (tokens_[at].is('(') || tokens_[at].is('[')) ++depth;
    if ((tokens_[at].is(')') || tokens_[at].is(']')) && --depth == 0) break;
  }
  return at;
}

bool Tokens::is_name(std::size_t at) const {
  const TokenKind kind = (*this)[at].kind;
  return kind == TokenKind::Word || kind == TokenKind::QuotedName;
}

}  // namespace syncline::postgres
