// What a database says about itself: that it is production, whatever its url is called.
#pragma once

#include <optional>
#include <string>

#include "dialect/dialect.h"

namespace syncline {

/// Kept among the ledger's tables, with the database for which it was set: a copy of production
/// carries the mark along, and is not production.
struct Mark {
  std::string role;   ///< "production"
  std::string place;  ///< Identity::lasting where it was set; empty: it counts everywhere
  std::string since;  ///< ISO 8601, UTC
  std::string who;    ///< user@host
};

/// Nothing when there is no ledger, or no mark in it.
std::optional<Mark> read_mark(Session& session, const Dialect& dialect);

/// Makes the ledger when there is none, and writes into its journal who did it. Nothing: the mark
/// goes; then no ledger is made.
void write_mark(Session& session, const Dialect& dialect, const std::optional<Mark>& mark,
                const std::string& who);

/// Whether the mark was set for this database, and not for one that it is a copy of.
bool is_meant(const Mark& mark, const Identity& identity);

}  // namespace syncline
