// Whether the environments can be reached, by whom, and what that role may do there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "env/look.h"

namespace syncline {

/// One connection: an environment with a role of its own for changes has two.
struct EnvironmentTest {
  std::string name;
  Role role = Role::Development;
  std::vector<std::string> tags;
  Access access = Access::Read;
  bool changes = true;      ///< whether this role is meant to change the database
  std::string url, origin;  ///< without secrets
  std::optional<ServerInfo> server;
  Rights rights;
  double connect_milliseconds = 0, latency_milliseconds = 0;  ///< latency: median of a round trip
  double clock_seconds = 0;   ///< the server's clock is so far ahead of ours
  std::string problem, hint;  ///< what is wrong; empty: nothing
};

/// In the order of the file.
std::vector<EnvironmentTest> test_environments(const Project& project, const LookRequest& request);

}  // namespace syncline
