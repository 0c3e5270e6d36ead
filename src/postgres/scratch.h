// Throw-away databases, on a private cluster or on a server that the user names.
#pragma once

#include <memory>

#include "dialect/scratch.h"

namespace syncline::postgres {

std::unique_ptr<Scratch> make_scratch(const ScratchOptions& options);

}  // namespace syncline::postgres
