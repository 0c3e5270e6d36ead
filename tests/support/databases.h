// Databases that a test made on a server that outlives it.
#pragma once

#include <fmt/format.h>

#include <string>

#include "dialect/dialect.h"

namespace syncline::testing {

/// Also what a program under test made of them: its names begin alike.
inline void drop_databases(Session& server, const std::string& beginning) {
  const Rows found = server.query(
      "SELECT quote_ident(datname) AS name FROM pg_database WHERE starts_with(datname, $1)",
      {beginning});
  for (std::size_t row = 0; row < found.rows.size(); ++row) {
    server.execute(fmt::format("DROP DATABASE {} WITH (FORCE)", found.text(row, "name")));
  }
}

}  // namespace syncline::testing
