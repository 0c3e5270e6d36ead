// Revisions that a person must look at before they run.
#pragma once

#include <vector>

#include "migrate/revision.h"

namespace syncline {

/// Throws Error(Refused) with the place of the first line "-- syncline: review …".
void refuse_unreviewed(const std::vector<const Revision*>& revisions);

}  // namespace syncline
