// SQLite's SQL as tokens, and declarations as a normal text.
//
// SQLite keeps the text of a declaration. Two texts mean the same when they differ only in white
// space, comments, the case of key words, or quotes that a name does not need: normal_text() of
// both is equal. Source: https://www.sqlite.org/lang_keywords.html and the grammar on
// https://www.sqlite.org/syntax.html.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace syncline::sqlite {

enum class TokenType {
  Word,    ///< a bare name or a key word
  Quoted,  ///< "name" (a string, when nothing has this name), [name] or `name`
  Text,    ///< 'text' or x'blob'
  Number,
  Symbol,  ///< an operator, a bracket, a comma
};

struct Token {
  TokenType type;
  std::string_view text;  ///< as it was written

  bool is(std::string_view symbol) const { return type == TokenType::Symbol && text == symbol; }
  /// Whether it is this key word, given in upper case.
  bool is_word(std::string_view upper_case) const;
  /// The name without its quotes; a quoted text can be a name, too.
  std::string name() const;
};

using Tokens = std::span<const Token>;

/// Comments and white space are left out. The tokens point into `sql`.
std::vector<Token> tokens_of(std::string_view sql);

/// Index of the bracket that closes the one at `open`; tokens.size() when there is none.
std::size_t closing(Tokens tokens, std::size_t open);

/// `tokens` cut at the separators that stand in no brackets; nothing for no tokens.
std::vector<Tokens> parts(Tokens tokens, std::string_view separator);

/// Names that a text may use: lower case -> as declared.
using Names = std::unordered_map<std::string, std::string>;

enum class Spelling {
  AsWritten,   ///< names keep their letters' case: it may be a heading of a view
  AsDeclared,  ///< known names are written as they were declared
};

/// "double quotes" go only where the name is known, or stands where only a name can stand.
std::string normal_text(Tokens tokens, const Names& known = {},
                        Spelling spelling = Spelling::AsDeclared);

}  // namespace syncline::sqlite
