// The environment of programs that belong to the project: ours, and .env beside syncline.toml.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace syncline {

/// What .env sets and the process does not.
std::map<std::string, std::string> child_variables(const std::filesystem::path& folder);

/// A hash of the whole environment that a child with these additions has, without what changes from
/// one shell to the next and says nothing: PWD, TERM, …
std::string variables_key(const std::map<std::string, std::string>& additions);

}  // namespace syncline
