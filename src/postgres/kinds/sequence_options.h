// What a sequence is told beside its name: shared by sequences and identity columns.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace syncline::postgres {

/// One row of pg_sequence.
struct SequenceRow {
  std::string type;
  std::int64_t start = 1, increment = 1, min = 1, max = 0, cache = 1;
  bool cycle = false;
};

/// The clauses that say how a sequence differs from a plain one: "INCREMENT BY 10", "CYCLE".
std::vector<std::string> sequence_clauses(const SequenceRow& row);

/// The clauses that lead from one list to the other, what is no longer said going back to its
/// default.
std::vector<std::string> changed_clauses(const std::vector<std::string>& before,
                                         const std::vector<std::string>& after);

/// A statement that lifts the last value of `sequence` (quoted, qualified) to a minimum that rises,
/// or lowers it to a maximum that falls; "" when there is no such change.
std::string moved_value(const std::string& sequence, const std::vector<std::string>& before,
                        const std::vector<std::string>& after);

}  // namespace syncline::postgres
