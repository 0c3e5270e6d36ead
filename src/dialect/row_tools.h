// What a dialect knows about rows that are copied from one database to another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/keep_tools.h"
#include "dialect/session.h"

namespace syncline {

struct ForeignKey {
  std::string name;  ///< for people
  TablePath table;
  std::vector<std::string> columns;
  TablePath target;
  std::vector<std::string> target_columns;  ///< as many
};

/// Members as the dialect's contract has them (dialect/dialect.h).
struct RowTools {
  /// Those that hold rows for themselves, partitions with the table that they are of.
  std::vector<TablePath> (*tables)(Session& session);
  /// Of all tables, in a stable order; those that partitions only inherit are left out.
  std::vector<ForeignKey> (*foreign_keys)(Session& session);
  /// An expression: the value of `column` (quoted) as a literal of SQL, exact to the last bit.
  std::string (*literal)(const std::string& column);
  /// After begin(): all that is read until its end is of one moment. Empty: it is anyway.
  std::string_view hold_still = {};
  /// In a transaction: keys that may wait are looked at when it ends. Empty: all are anyway.
  std::string_view defer_keys = {};
  std::string_view check_keys = {};  ///< those that wait, now
  /// Statements after which the counters of a table are past every value that stands in it.
  std::vector<std::string> (*raise_counters)(Session& session, const TablePath& table);
};

}  // namespace syncline
