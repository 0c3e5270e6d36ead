// What ALTER TABLE ADD COLUMN can do, whatever rows the table has.
#pragma once

#include <vector>

#include "dialect/kind.h"

namespace syncline::sqlite {

bool can_be_added(const Object& new_column, const Ends& ends);

/// The new constraints that stand behind the column in ADD COLUMN: its foreign key and its checks.
/// Of a check that names several new columns, it is the last of them.
std::vector<const Object*> added_with(const Object& new_column, const Ends& ends);

/// The new column that brings this new constraint along; null when none does.
const Object* brought_by(const Object& new_constraint, const Ends& ends);

}  // namespace syncline::sqlite
