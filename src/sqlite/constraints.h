// Declared constraints as objects.
#pragma once

#include <vector>

#include "model/object.h"
#include "sqlite/declaration.h"

namespace syncline::sqlite {

/// One object each. Constraints without a name are called after what they say ("unique (a, b)"), so
/// that the order in which they were written makes no difference.
std::vector<Object> constraint_objects(const DeclaredTable& table);

}  // namespace syncline::sqlite
