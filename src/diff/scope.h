// What is ours to manage: everything else is left alone and counted.
#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace syncline {

struct Scope {
  /// Globs; one must match the object's attribute "schema" or else the first element of its path.
  /// Empty: all.
  std::vector<std::string> schemas;
  std::vector<std::string> ignore;  ///< "kind path.with.dots" or "path.with.dots"; * and ? match
  /// The same, of what other tools keep for themselves: left alone, and not even counted.
  std::vector<std::string> ledgers;

  bool empty() const { return schemas.empty() && ignore.empty() && ledgers.empty(); }
  bool covers(const Object& object) const;
  bool is_ledger(const Object& object) const;
};

/// `catalog` without the objects outside the scope and what stands below them; these are counted in
/// unmanaged() as "ignored KIND".
Catalog restricted(Catalog catalog, const Scope& scope);

}  // namespace syncline
