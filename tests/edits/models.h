// Random models with more in them than tables and columns: enums, computed columns, identities,
// comments, views on views.
#pragma once

#include <map>
#include <random>
#include <string>

#include "support/random_schema.h"

namespace syncline::testing {

/// What a table has besides what RandomTable says.
struct Extra {
  int moods = 0;  ///< values of an enum that a column has; 0: no such column
  bool computed = false, identity = false, commented = false, second_view = false;
};

struct EditedModels {
  RandomSchema schema;
  std::map<std::string, Extra> extras;  ///< by the name of the table

  std::string sql(bool sqlite) const;
  Extra extra(const std::string& table) const;
  /// Whether an edit to `after` took something away, or gave it another type: rows may go with it.
  bool loses_something(const EditedModels& after) const;
};

EditedModels first_models(std::mt19937& random);
EditedModels edited(EditedModels models, std::mt19937& random);

}  // namespace syncline::testing
