#include "base/duration.h"

#include <array>
#include <charconv>
#include <utility>

namespace syncline {

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, long>, 5> units{
      {{"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}, {"w", 604800}}};
  constexpr long most = 200L * 366 * 86400;
  long number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, code] = std::from_chars(text.data(), end, number);
  if (code != std::errc() || number < 0) return std::nullopt;
  const std::string_view unit(stop, static_cast<std::size_t>(end - stop));
  for (const auto& [name, seconds] : units) {
    if (unit == name && number <= most / seconds) return std::chrono::seconds(number * seconds);
  }
  return std::nullopt;
}

}  // namespace syncline
