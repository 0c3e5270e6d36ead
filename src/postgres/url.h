// A database's url as the connection parameters of libpq.
#pragma once

#include <string>

#include "postgres/connection.h"

namespace syncline::postgres {

/// Accepts what libpq accepts, a driver in the scheme (postgresql+asyncpg://…), and the parameters
/// that other drivers add. Throws Error(Config), which never shows the password.
Settings parse_url(const std::string& url);

/// The opposite, with everything that the settings say.
std::string url_of(const Settings& settings);

/// The url without its password, for people; remembers the password as a secret.
std::string display_url(const std::string& url);

}  // namespace syncline::postgres
