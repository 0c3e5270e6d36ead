// Which state of the project's files is deployed.
#pragma once

#include <filesystem>
#include <string>

namespace syncline {

/// The commit of the repository that the folder is in, with a "+" where files differ from it; empty
/// where there is no repository, or no git.
std::string project_code(const std::filesystem::path& folder);

}  // namespace syncline
