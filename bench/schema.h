// A made-up schema for benchmarks: the same seed gives the same schema, on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

struct Column {
  std::string name;
  std::string type;     ///< as PostgreSQL writes it
  std::string rest;     ///< NOT NULL, DEFAULT …
  std::string comment;  ///< "" for none
};

struct ForeignKey {
  std::string column;
  int table = 0;  ///< the number of the table that it points at, never a later one
};

struct Index {
  std::string name, columns, where;
  bool unique = false;
};

struct Check {
  std::string name, expression;
};

struct Table {
  int number = 0;
  std::string name;
  std::vector<Column> columns;
  std::vector<ForeignKey> foreign_keys;
  std::vector<Index> indexes;
  std::vector<Check> checks;
  bool view_shows_more = false;  ///< the view of this table's group has a further column
};

struct Schema {
  std::vector<Table> tables;
};

/// About 12 columns, 2 foreign keys, 3 indexes, checks and comments per table.
Schema make_schema(int tables, std::uint64_t seed);

/// Changes `percent` of the tables, at least one: columns added, dropped and of another type,
/// indexes, checks, comments, views.
void change_schema(Schema& schema, double percent, std::uint64_t seed);

std::string postgresql_text(const Schema& schema);
std::string sqlite_text(const Schema& schema);

}  // namespace bench
