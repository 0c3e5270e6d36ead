#include "sqlite/token_reader.h"

#include <algorithm>

#include "base/text.h"

namespace syncline::sqlite {

bool TokenReader::accept(std::initializer_list<std::string_view> words) {
  std::size_t ahead = 0;
  for (std::string_view word : words) {
    if (!sees(word, ahead++)) return false;
  }
  at_ += words.size();
  return true;
}

std::string TokenReader::name() {
  if (done()) return "";
  std::string name = take().name();
  if (!sees_symbol(".")) return name;
  ++at_;
  return done() ? name : take().name();
}

Tokens TokenReader::in_brackets() {
  std::size_t end = closing(tokens_, at_);
  Tokens inside = tokens_.subspan(at_ + 1, end - at_ - 1);
  at_ = std::min(end + 1, tokens_.size());
  return inside;
}

Tokens TokenReader::up_to(std::string_view word) {
  std::size_t start = at_;
  int depth = 0;
  for (; at_ < tokens_.size(); ++at_) {
    if (tokens_[at_].is("(")) ++depth;
    if (tokens_[at_].is(")")) --depth;
    if (depth == 0 && !word.empty() && tokens_[at_].is_word(word)) break;
  }
  return tokens_.subspan(start, at_ - start);
}

std::vector<Token> unqualified(Tokens tokens, std::string_view table) {
  std::vector<Token> kept;
  kept.reserve(tokens.size());
  std::string own = lower(table);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool name = tokens[i].type == TokenType::Word || tokens[i].type == TokenType::Quoted;
    bool qualifies = name && i + 1 < tokens.size() && tokens[i + 1].is(".");
    if (qualifies && lower(tokens[i].name()) == own) {
      ++i;
      continue;
    }
    kept.push_back(tokens[i]);
  }
  return kept;
}

std::vector<std::string> named_columns(Tokens tokens, const Names& columns) {
  std::vector<std::string> found;
  for (const Token& token : tokens) {
    if (token.type != TokenType::Word && token.type != TokenType::Quoted) continue;
    auto column = columns.find(lower(token.name()));
    if (column == columns.end()) continue;
    if (std::find(found.begin(), found.end(), column->second) == found.end())
      found.push_back(column->second);
  }
  return found;
}

}  // namespace syncline::sqlite
