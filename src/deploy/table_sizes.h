// How big the tables of a database are.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dialect/dialect.h"

namespace syncline {

struct TableSize {
  std::string name;                  ///< "public.users"
  std::int64_t bytes = 0;            ///< with indexes
  std::optional<std::int64_t> rows;  ///< an estimate
};

/// The biggest first.
std::vector<TableSize> table_sizes(Session& session, const Dialect& dialect);

}  // namespace syncline
