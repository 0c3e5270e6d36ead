// A database's url as the connection parameters of libpq.
#pragma once

#include <string>

#include "postgres/connection.h"

namespace syncline::postgres {

/// "host=… dbname=…", libpq's other form.
bool is_keyword_string(std::string_view text);

/// Accepts what libpq accepts, a driver in the scheme (postgresql+asyncpg://…), and the parameters
/// that other drivers add. Throws Error(Config), which never shows the password.
Settings parse_url(const std::string& url);

/// The opposite, with everything that the settings say.
std::string url_of(const Settings& settings);

/// The url without its password, for people; remembers the password as a secret. Throws
/// Error(Config) for a malformed keyword string, which it does not show.
std::string display_url(const std::string& url);

}  // namespace syncline::postgres
