// Which well-known extension makes something that a server does not know.
#pragma once

#include <string_view>

namespace syncline::postgres {

/// From a message like `type "citext" does not exist`: "citext"; "" when the name is not known to be of
/// an extension.
std::string_view extension_of(std::string_view message);

}  // namespace syncline::postgres
