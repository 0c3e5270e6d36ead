// What a schema within a scope stands on outside of it.
#pragma once

#include "dialect/session.h"

namespace syncline {

/// With a scope, the objects inside may lean on objects outside (a foreign key into a schema of
/// somebody else): a copy of the inside alone could not be built. This is `inside` with all that it
/// leans on; empty when it leans on nothing outside.
Catalog ground_of(Session& session, const Catalog& inside, const Scope& scope);

}  // namespace syncline
