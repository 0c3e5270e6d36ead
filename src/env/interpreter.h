// The Python of a project: the one that its models are imported with.
#pragma once

#include <filesystem>

#include "env/project.h"

namespace syncline {

/// In this order: [models] python; $VIRTUAL_ENV, $CONDA_PREFIX; .venv, venv or env beside
/// syncline.toml or above; the environment that poetry keeps for the project; python3.
/// Throws Error(Config) when none is there.
std::filesystem::path find_interpreter(const Project& project);

}  // namespace syncline
