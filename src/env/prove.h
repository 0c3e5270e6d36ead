// The proof of a plan: run on a scratch copy of its from side, the copy must equal its to side.
#pragma once

#include <filesystem>
#include <stdexcept>

#include "env/elaborate.h"
#include "plan/planner.h"

namespace syncline {

/// A plan of ours that does not do what it says: our mistake, with a folder that reproduces it.
class Unproved : public std::logic_error {
 public:
  Unproved(const std::string& message, std::filesystem::path folder)
      : std::logic_error(message), bundle(std::move(folder)) {}
  std::filesystem::path bundle;
};

/// Proves that `plan` makes `to` from `from`; does nothing when that was proved before. The copy is
/// built from our own inspect output, which is proved along the way. Throws Unproved.
void prove(Workshop& workshop, const Loaded& from, const Loaded& to, const Plan& plan);

}  // namespace syncline
