// Interned strings: equal text is the same pointer, kept until the process ends.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>

namespace syncline {

class Symbol {
 public:
  Symbol() = default;
  Symbol(std::string_view text);                                // NOLINT: a symbol is a string
  Symbol(const char* text) : Symbol(std::string_view(text)) {}  // NOLINT
  Symbol(const std::string& text) : Symbol(std::string_view(text)) {}  // NOLINT

  std::string_view text() const { return text_ ? std::string_view(*text_) : std::string_view(); }
  explicit operator bool() const { return text_ != nullptr; }

  friend bool operator==(Symbol a, Symbol b) { return a.text_ == b.text_; }
  friend std::strong_ordering operator<=>(Symbol a, Symbol b) {
    if (a.text_ == b.text_) return std::strong_ordering::equal;
    return a.text() <=> b.text();
  }
  const void* key() const { return text_; }

 private:
  const std::string* text_ = nullptr;
};

}  // namespace syncline

template <>
struct std::hash<syncline::Symbol> {
  std::size_t operator()(syncline::Symbol symbol) const {
    return std::hash<const void*>()(symbol.key());
  }
};
