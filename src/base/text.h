// Small things on strings that the standard library lacks.
#pragma once

#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace syncline {

std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string lower(std::string_view text);  ///< ASCII only
std::string replace_all(std::string_view text, std::string_view what, std::string_view with);
bool starts_with_nocase(std::string_view text, std::string_view prefix);  ///< ASCII only

/// Byte offset of the first byte that is not valid UTF-8, or npos.
std::size_t invalid_utf8(std::string_view text);

/// The member of `candidates` that `text` was most likely meant to be, or empty when none is near.
std::string nearest(std::string_view text, const std::vector<std::string>& candidates);

/// "1 table", "3 tables": English plural of a word that forms it with s.
std::string count_of(std::size_t count, std::string_view noun);

/// The decimal number at the beginning of `text`; 0 when there is none.
template <class Number = int>
Number number_in(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// "12 s", "90 min", "3 days"
std::string spelled_duration(std::chrono::seconds time);

/// Shell-style match: * any run of characters, ? any one.
bool glob_match(std::string_view pattern, std::string_view text);

}  // namespace syncline
