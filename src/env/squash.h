// A chain of revisions replaced by one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct SquashRequest {
  std::string range;     ///< A:B, both ends included
  std::string message;   ///< empty: "Squash A to B"
  bool planned = false;  ///< statements from the schemas, in place of those that the files hold
};

struct SquashReport {
  std::filesystem::path file;
  std::string revision;
  std::vector<std::string> replaced;         ///< ids, in order
  std::vector<std::filesystem::path> moved;  ///< where their files are now
  bool has_down = false;
  std::vector<std::string> notes;
};

/// Proved on scratch databases: the squash makes the schema that the chain made, and its down leads
/// back. A database with some of the chain goes on with the rest of it; see
/// History::as_seen_with(). Throws Error(Refused) for what is no line of revisions, and with
/// `planned` for statements that no schema shows, each with its place.
SquashReport squash(const Project& project, Migrations& migrations, const SquashRequest& request);

}  // namespace syncline
