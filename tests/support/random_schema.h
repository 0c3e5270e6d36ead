// Random schemas and random edits of them, for both dialects.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace syncline::testing {

struct RandomColumn {
  std::string name;
  int type = 0;  ///< row of the table of types
  bool not_null = false, with_default = false;
};

struct RandomIndex {
  std::string name;
  std::vector<std::string> columns;
  bool unique = false, partial = false;
};

struct RandomTable {
  std::string name;
  std::vector<RandomColumn> columns;    ///< besides "id", the primary key
  std::vector<std::string> checked;     ///< columns with a CHECK (… IS NOT NULL OR id > 0)
  std::vector<std::string> unique;      ///< columns with a UNIQUE constraint
  std::vector<std::string> references;  ///< tables that a column ref_<table> points at
  std::vector<RandomIndex> indexes;
  bool viewed = false;  ///< a view shows all its columns
  bool triggered = false;
};

struct RandomSchema {
  std::vector<RandomTable> tables;

  std::string sql(bool sqlite) const;
  /// Without the table, and without what points at it.
  RandomSchema without(const std::string& table) const;
};

RandomSchema random_schema(std::mt19937& random);
/// One to six edits: columns and tables come, go and change; keys, checks, indexes and views as
/// well.
RandomSchema edited(RandomSchema schema, std::mt19937& random);

}  // namespace syncline::testing
