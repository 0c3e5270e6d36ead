// SQL text becomes a catalog by running it on a scratch database. Results are kept by hash.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "env/workshop.h"
#include "model/catalog.h"

namespace syncline {

/// A schema that was read from any source.
struct Loaded {
  Catalog catalog;                        ///< restricted to the scope
  Catalog ground;                         ///< see ground.h; empty: the catalog stands by itself
  std::string what;                       ///< "models", "migrations@2024…", "env:staging"
  std::vector<std::string> notes;         ///< what was passed over
  mutable std::string known_fingerprint;  ///< empty: nobody asked yet

  /// Of the catalog; computed once.
  const std::string& fingerprint() const;
};

/// How a schema comes to stand in an empty scratch database.
struct Recipe {
  std::string what;
  std::string content;  ///< a hash of all that `fill` will run
  std::function<void(Session&, std::vector<std::string>& notes)> fill;
  std::string said = {};  ///< what the programs that gave it wrote to stderr; for --verbose
};

/// Throws Error(Input) with the place in the user's file when the SQL does not run.
Loaded elaborate(Workshop& workshop, const Recipe& recipe);

/// The same without unpacking a catalog that is kept.
std::string elaborated_fingerprint(Workshop& workshop, const Recipe& recipe);

}  // namespace syncline
