// What changes of tables can do to rows.
#pragma once

#include <vector>

#include "dialect/hazard.h"
#include "dialect/kind.h"

namespace syncline::sqlite {

/// What copying the rows of one table into its new form can do.
std::vector<Hazard> copy_hazards(const Object& before, const Object& after, const Ends& ends);

Hazard lost_column(const Object& column);

}  // namespace syncline::sqlite
