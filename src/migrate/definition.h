// Statements that only define objects, and those that may do more.
#pragma once

#include <vector>

#include "migrate/revision.h"

namespace syncline {

/// Whether a statement only makes, changes or drops objects of the schema: one that writes rows,
/// grants, calls or sets something does more. In doubt it does more.
bool only_defines(const Statement& statement);

/// The first that does more, or null.
const Statement* first_beyond_definitions(const std::vector<Section>& sections);
std::vector<const Statement*> beyond_definitions(const std::vector<Section>& sections);

}  // namespace syncline
