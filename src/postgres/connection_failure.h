// Why a connection did not come about, in words that help.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

struct pg_conn;

namespace syncline::postgres {

inline constexpr int oldest_server = 130000;

/// "db.example.org:5432", "socket /var/run/postgresql:5432".
std::string connection_place(const pg_conn& handle);

/// Names host, port, database and user, and hints by cause; never shows the password.
Error connection_failure(const pg_conn& handle, std::string_view reason);

Error server_too_old(const pg_conn& handle, int version);

/// The first line of what libpq says, without its closing newline.
std::string first_line(std::string_view text);

}  // namespace syncline::postgres
