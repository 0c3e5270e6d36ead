// What a CREATE statement says that it makes: for naming two places that make the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/script.h"

namespace syncline {

struct Definition {
  std::string kind;       ///< "table", "materialized view" counts as "view"
  std::string schema;     ///< "" where the statement does not say it
  std::string name;       ///< as the server folds it; of routines with their arguments
  std::string table;      ///< of triggers, rules and policies
  bool replaces = false;  ///< OR REPLACE: the server says nothing when it is there
  bool unless_exists = false;

  /// "table users"
  std::string text() const;
};

/// Reads no further than the name. Nothing for other statements.
std::optional<Definition> definition_of(std::string_view sql, const Syntax& syntax);

/// Whether both make the same; where only one says its schema, `usual_schema` is that of the other.
bool same_object(const Definition& a, const Definition& b, std::string_view usual_schema);

}  // namespace syncline
