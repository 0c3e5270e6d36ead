// The text of syncline.toml as a Project. The only place that knows TOML.
#pragma once

#include <string>
#include <string_view>

#include "env/project.h"

namespace syncline {

/// Throws Error(Config) with line and column for TOML that cannot be parsed, unknown keys (with the
/// nearest known one) and values of the wrong type. `file` gives the folder that paths are relative
/// to.
Project parse_config(std::string_view text, const std::filesystem::path& file);

}  // namespace syncline
