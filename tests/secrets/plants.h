// The places where a password can be configured, each as a project that has it there.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace syncline::testing {

/// Where the database is that the password is for, and the password as it is.
struct Target {
  std::string host, port, database, user, password;
};

struct Plant {
  std::string name;
  /// Writes the environment "local" (and what it needs) below `folder`. Returns its part of
  /// syncline.toml; variables of the process go into `variables`.
  std::string (*put)(const std::filesystem::path& folder, const Target& target,
                     std::map<std::string, std::string>& variables);
};

const std::vector<Plant>& plants();

/// Files that hold the password because we put it there.
bool is_planted(const std::filesystem::path& file);

}  // namespace syncline::testing
