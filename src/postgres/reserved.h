// Key words that cannot be the name of a table or a column without quotes.
#pragma once

#include <string_view>

namespace syncline::postgres {

/// `name` in lower case.
bool is_reserved(std::string_view name);

}  // namespace syncline::postgres
