// Functions that SQL calls with key words: (a AT TIME ZONE b).
#pragma once

#include <string>
#include <string_view>

namespace syncline::postgres {

/// Servers before 14 write them as plain calls, timezone(b, a); here they get their key words back,
/// in the way of later servers.
std::string with_function_syntax(std::string_view text);

}  // namespace syncline::postgres
