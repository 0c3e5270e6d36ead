// What differs between two catalogs. Knows no kind.
#pragma once

#include <vector>

#include "model/catalog.h"

namespace syncline {

/// One object before and after. The pointers are into the two catalogs, which must outlive it.
struct Change {
  const Object* before = nullptr;  ///< null: the object is new
  const Object* after = nullptr;   ///< null: the object is gone
  std::vector<Symbol> attributes;  ///< those that differ, when both exist

  ObjectId id() const { return (after ? after : before)->id; }
};

/// In order of id. An object whose parent is new or gone is listed as well.
std::vector<Change> compare(const Catalog& from, const Catalog& to);

}  // namespace syncline
