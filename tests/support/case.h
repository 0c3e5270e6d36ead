// A case folder: old.sql, new.sql, and what must hold on the way from one to the other and back.
//
//   old.sql, new.sql   the two schemas
//   seed.sql           rows put in before the first way (optional)
//   plan.sql, back.sql the recorded plans of both ways; UPDATE_GOLDEN=1 rewrites them
//   one-way            present: only old to new is run (the file says why)
//   servers            lowest major version of PostgreSQL that it needs (optional)
#pragma once

#include <filesystem>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "dialect/dialect.h"

namespace syncline::testing {

struct Case {
  std::filesystem::path folder;  ///< empty: a made case, nothing is recorded
  const Dialect* dialect = nullptr;
  std::string name;                          ///< "postgres_column_add": for the test's name
  std::map<std::string, std::string> files;  ///< by name, their texts

  std::string file(const std::string& file_name) const;  ///< "" when it is not there
  bool has(const std::string& file_name) const { return files.count(file_name) > 0; }
};

/// For gtest: the name instead of bytes.
void PrintTo(const Case& one, std::ostream* out);

std::vector<Case> all_cases(const std::filesystem::path& root);

/// The oracles of both ways on a real server. Every broken expectation is a text; none: all hold.
std::vector<std::string> failures_of(const Case& one, Scratch& scratch);

}  // namespace syncline::testing
