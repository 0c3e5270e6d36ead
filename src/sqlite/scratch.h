// Throw-away databases in memory.
#pragma once

#include "dialect/scratch.h"

namespace syncline::sqlite {

std::unique_ptr<Scratch> make_scratch(const ScratchOptions& options);

}  // namespace syncline::sqlite
