// The hash of a catalog: equal exactly when compare() finds no change.
#pragma once

#include <string>

#include "model/catalog.h"

namespace syncline {

/// 64 hex digits over kind, path and attributes of every object; positions and dependencies don't count.
std::string fingerprint(const Catalog& catalog);

}  // namespace syncline
