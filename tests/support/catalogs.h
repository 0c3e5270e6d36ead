// Short ways to write catalogs in tests.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "model/catalog.h"

namespace syncline::testing {

inline Object object(ObjectId id, ObjectId parent = {},
                     std::initializer_list<std::pair<const char*, Value>> attributes = {},
                     std::vector<ObjectId> depends_on = {}) {
  Object made;
  made.id = id;
  made.parent = parent;
  for (const auto& [name, value] : attributes) made.attributes.set(name, value);
  made.depends_on = std::move(depends_on);
  return made;
}

}  // namespace syncline::testing
