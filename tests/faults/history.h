// The history of revisions that the faults happen to, and what each of its statements makes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "faults/state.h"

namespace syncline::testing {

struct HistoryStatement {
  std::string revision;
  int section = 0, statement = 0;  ///< from 1, as in the journal
  std::string sql;
  bool outside = false;  ///< its section stands outside a transaction
  bool last = false;     ///< of its revision

  std::string label() const;  ///< "…03 2.1 CREATE INDEX …"
};

/// In the order in which an upgrade runs them.
std::vector<HistoryStatement> statements_of(const std::filesystem::path& migrations,
                                            const Dialect& dialect);

/// The states between the statements: run one by one on an empty database, by nothing but the
/// session. One more than there are statements.
std::vector<State> states_between(const std::vector<HistoryStatement>& statements, Session& empty,
                                  const Dialect& dialect);

}  // namespace syncline::testing
