// What a dialect knows about rows that are put aside before they are dropped, and given back.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/session.h"

namespace syncline {

using TablePath = std::vector<std::string>;  ///< of a table's ObjectId

struct KeptColumn {
  std::string name;
  std::string type;    ///< as a cast needs it; empty: values need none
  std::string stored;  ///< the expression under which its values can be put aside
  int key = 0;         ///< its place in what tells rows apart, from 1; 0: it is no part of that
  bool not_null = false;
  bool generated = false;  ///< computed by the server: cannot be written
};

/// Statements around something that no trigger of the user's shall see.
struct Quiet {
  std::vector<std::string> before, after;
};

struct KeepTools {
  std::string (*table_sql)(const TablePath& table);  ///< its name, quoted
  /// In order; none when there is no such table.
  std::vector<KeptColumn> (*columns)(Session& session, const TablePath& table);
  /// Nobody else writes until the transaction ends; empty: nobody else does anyway.
  std::string (*lock)(const TablePath& table);
  /// Names a table, or its column, whatever it will be called. Empty: the dialect cannot tell.
  std::string (*mark)(Session& session, const TablePath& table, const std::string& column);
  bool (*still_there)(Session& session, const std::string& mark);
  /// Where the counters of a table stand (sequences that it owns), as text; and set again.
  std::string (*counters)(Session& session, const TablePath& table);
  std::vector<std::string> (*set_counters)(Session& session, const TablePath& table,
                                           const std::string& counters);
  Quiet (*quiet)(Session& session, const TablePath& table);
  /// Before a table's name: its own rows, without those of tables below it. Empty: there are none.
  std::string_view only = {};
  /// Between INSERT INTO t (…) and SELECT: identities are written as they were.
  std::string_view insert_override = {};
  /// Whether a statement failed because rows have no value yet for a column that wants one.
  bool (*lacks_values)(const Error& error);
  /// The statement without its NOT NULL; it is set again by require_values. null: rows are put
  /// aside instead, so that the statement finds none.
  std::string (*without_not_null)(std::string_view statement) = nullptr;
  std::string (*require_values)(const TablePath& table, const std::string& column) = nullptr;
  /// Whether all rows of a table can go for a moment without taking rows of others with them. null:
  /// never.
  bool (*may_empty)(Session& session) = nullptr;
};

}  // namespace syncline
