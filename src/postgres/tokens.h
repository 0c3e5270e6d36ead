// The significant tokens of a piece of SQL that a server wrote, to look around in.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "dialect/lexer.h"

namespace syncline::postgres {

/// `text` must outlive it.
class Tokens {
 public:
  explicit Tokens(std::string_view text);

  std::size_t size() const { return tokens_.size() - 1; }
  /// From the token of kind End on, always that one.
  const Token& operator[](std::size_t at) const { return tokens_[std::min(at, size())]; }
  /// What stands between this token and the one before.
  std::string_view space_before(std::size_t at) const;
  /// The bracket that closes the one at `at`; size() when there is none.
  std::size_t closing(std::size_t at) const;
  bool is_name(std::size_t at) const;

 private:
  std::string_view text_;
  std::vector<Token> tokens_;  ///< ends with one of kind End
};

}  // namespace syncline::postgres
