// SHA-256, for fingerprints and checksums.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace syncline {

/// Incremental SHA-256.
class Hash {
 public:
  Hash();
  ~Hash();
  Hash(Hash&&) noexcept;
  Hash& operator=(Hash&&) noexcept;

  Hash& add(std::string_view bytes);
  /// Adds the length first, so that ("ab","c") and ("a","bc") differ.
  Hash& add_field(std::string_view bytes);
  std::string hex();  ///< 64 lower-case hex digits; ends the computation

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view bytes);

}  // namespace syncline
