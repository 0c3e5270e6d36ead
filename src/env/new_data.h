// A revision that changes rows, a part of them at a time.
#pragma once

#include <string>

#include "env/generate.h"

namespace syncline {

struct NewDataRequest {
  std::string message;
  std::string table;        ///< "orders", "billing.orders": as the head of the revisions has it
  std::string column, set;  ///< what is filled where it is NULL, with which expression of SQL;
                            ///< empty: the file says what is to be written there
  int batch = 1000;         ///< rows at a time
};

/// Writes a revision with an up section in batches (docs/manual/revisions.md), which can be cut off
/// at any time and goes on where it was. Throws Error(Input) for a table or a column that the
/// revisions do not make, and as generate() does.
GenerateReport new_data(const Project& project, Workshop& workshop, Migrations& migrations,
                        const NewDataRequest& request);

}  // namespace syncline
