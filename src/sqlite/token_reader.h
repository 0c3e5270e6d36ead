// Walks over tokens: what the parsers of declarations share.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sqlite/tokens.h"

namespace syncline::sqlite {

class TokenReader {
 public:
  explicit TokenReader(Tokens tokens) : tokens_(tokens) {}

  bool done() const { return at_ >= tokens_.size(); }
  bool sees(std::string_view word, std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].is_word(word);
  }
  bool sees_symbol(std::string_view symbol) const { return !done() && tokens_[at_].is(symbol); }
  /// Passes over these words when all of them come next.
  bool accept(std::initializer_list<std::string_view> words);
  const Token& take() { return tokens_[at_++]; }
  /// The name that comes next, without a schema before it; "" at the end.
  std::string name();
  /// What stands in the brackets that open next.
  Tokens in_brackets();
  /// Everything up to a word outside brackets, or up to the end.
  Tokens up_to(std::string_view word);
  Tokens rest() { return up_to(""); }

 private:
  Tokens tokens_;
  std::size_t at_ = 0;
};

/// `tokens` without "table." before a column: inside its own declaration it says nothing, and it
/// would hold on to the table's name while the table is rebuilt under another.
std::vector<Token> unqualified(Tokens tokens, std::string_view table);

/// The columns of a table that the tokens name, each once, as declared.
std::vector<std::string> named_columns(Tokens tokens, const Names& columns);

}  // namespace syncline::sqlite
