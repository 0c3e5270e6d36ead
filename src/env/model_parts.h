// The parts that models are made of, and their way into one scratch database.
#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "env/exported.h"

namespace syncline {

/// A file, what a program printed, or an export.
struct ModelPart {
  std::size_t source = 0;  ///< which entry of [models] it comes from
  std::string name;        ///< for messages: a path as the user would write it, a program, a module
  std::string sql;
  std::vector<ExportedStatement> statements{};  ///< of an export; `sql` is empty then

  /// All that will run, for a hash.
  std::string text() const;
};

/// Runs all of them. Errors name the user's place, also where that is a Python class; when an
/// object is made twice, both places. Throws Error(Input).
void load_parts(const std::vector<ModelPart>& parts, const Dialect& dialect, Session& session,
                std::vector<std::string>& notes);

}  // namespace syncline
