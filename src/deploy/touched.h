// Which tables revisions change, told from the schemas before and after them.
#pragma once

#include <string>
#include <vector>

#include "deploy/table_sizes.h"
#include "dialect/obstacles.h"
#include "dialect/script.h"
#include "diff/compare.h"
#include "model/catalog.h"

namespace syncline {

struct Touched {
  std::vector<TouchedTable> tables;  ///< of those that the database has
  std::vector<TableSize> sizes;      ///< of these that change themselves, or whose rows do
  std::size_t relations = 0;  ///< tables and what hangs on them, as one transaction locks them

  std::uint64_t bytes() const;
};

/// `sizes` are all tables of the database: an object by such a name is a table. With a table its
/// parts change as well; what a changed object stands on is not touched as a whole.
Touched touched_tables(const Catalog& before, const Catalog& after,
                       const std::vector<TableSize>& sizes, const Dialect& dialect);

/// Adds the tables that a statement names which writes rows (UPDATE, INSERT, …), for that leaves
/// no trace in a schema. What a routine or a DO block does is not seen.
void add_written(Touched& touched, std::string_view statement, const std::vector<TableSize>& sizes,
                 const Syntax& syntax);

}  // namespace syncline
