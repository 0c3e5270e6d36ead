// Where the models declare what they declare: for findings that should lead to a line.
#pragma once

#include <map>
#include <string>

#include "env/model_parts.h"
#include "env/project.h"
#include "model/object.h"

namespace syncline {

class DeclaredPlaces {
 public:
  /// Reads the models without running them. Throws what models_recipe() throws.
  DeclaredPlaces(const Project& project, const Dialect& dialect);

  /// Of the object, else of what its path begins with; no file when neither has a statement of its
  /// own.
  Place of(ObjectId id) const;

 private:
  std::string_view usual_schema_;
  std::map<std::string, Place> by_name_;  ///< "schema.name", or "name" where it is not said
};

}  // namespace syncline
