// Whether a revision is out in the world: applied where others work.
#pragma once

#include <string>
#include <vector>

#include "env/project.h"
#include "env/workshop.h"

namespace syncline {

/// By role: everything but development is shared.
struct Whereabouts {
  std::vector<std::string> shared;       ///< shared environments that have it
  std::vector<std::string> development;  ///< development environments that have it
  std::vector<std::string> unreachable;  ///< shared environments that could not be asked
};

/// Asks the ledger of every environment, a few seconds each at most.
Whereabouts whereabouts(const Project& project, Workshop& workshop, const std::string& revision);

}  // namespace syncline
