// Amounts of bytes, for people.
#pragma once

#include <cstdint>
#include <string>

namespace syncline {

/// "1.2 MB", "830 kB", "12 bytes"
std::string size_text(std::uint64_t bytes);

}  // namespace syncline
