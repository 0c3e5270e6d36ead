// Some rows of one database copied into another, with all rows that they point at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "env/database.h"

namespace syncline {

struct WantedRows {
  TablePath table;
  std::string condition;  ///< an expression of SQL; empty: all rows
};

/// "orders", "billing.orders", each also with ":CONDITION". Throws Error(Usage) for a table that
/// `local` does not have, or has in several schemas.
WantedRows parse_wanted(std::string_view text, Database& local);

/// All tables of the scope, but for those without a key that have rows.
std::vector<WantedRows> all_tables(Database& local, const Dialect& dialect);

struct CopiedTable {
  std::string table;
  bool asked = false;     ///< else others point at its rows
  std::size_t rows = 0;   ///< that were read
  std::size_t added = 0;  ///< that were not there before
};

/// More would be a backup's work.
inline constexpr std::size_t most_copied_rows = 100'000;

/// Reads one moment of `from`, and writes in one transaction: all of it is there afterwards, or
/// nothing. Rows that are there (by any unique key) stay as they are; triggers do not fire; foreign
/// keys hold, and counters are past every copied value. `sample`: of each wanted table the newest
/// so many, by its key. Throws Error(Refused) for tables that differ, for one without a key that
/// has rows here, and for more than most_copied_rows; Error(Database) for what the servers refuse.
std::vector<CopiedTable> copy_rows(Database& from, Database& local, const Dialect& dialect,
                                   const std::vector<WantedRows>& wanted,
                                   std::optional<int> sample);

}  // namespace syncline
