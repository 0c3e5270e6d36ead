// What a sequence is told beside its name: shared by sequences and identity columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/object.h"

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

/// What stands before the name of an identity column's sequence in its clauses.
inline constexpr std::string_view sequence_name_clause = "SEQUENCE NAME ";

/// The sequence that the server makes for an identity or serial column.
std::vector<std::string> usual_sequence_path(const std::string& schema, const std::string& table,
                                             const std::string& column);

/// A statement that lets a new sequence go on behind the values that a column has already; "" for
/// one that counts down.
std::string counted_on(const std::string& sequence, ObjectId column,
                       const std::vector<std::string>& clauses);

/// A statement that lifts the last value of `sequence` (quoted, qualified) to a minimum that rises,
/// or lowers it to a maximum that falls; "" when there is no such change.
std::string moved_value(const std::string& sequence, const std::vector<std::string>& before,
                        const std::vector<std::string>& after);

}  // namespace syncline::postgres
