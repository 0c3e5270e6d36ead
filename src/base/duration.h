// Times as people write them: "30s", "5m", "1h", "14d", "2w".
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace syncline {

/// A whole number and a unit (s, m, h, d, w); nothing for other text, and for more than 200 years.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace syncline
