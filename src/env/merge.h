// Heads joined by a revision without statements, after the proof that their order does not matter.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct MergeRequest {
  std::vector<std::string> heads;  ///< targets; none: all heads
  std::string message;             ///< empty: "Merge A and B"
  std::vector<std::string> labels;
};

struct MergeReport {
  std::filesystem::path file;
  std::string revision;
  std::vector<std::string> parents;
  std::size_t orders = 0;          ///< that were run on scratch databases
  std::vector<std::string> notes;  ///< what the proof does not cover
};

/// Up to three heads are run in every order, more in every order of each two, and all together
/// forward and back. Throws Error(Refused) that names what differs, Error(Input) with the place
/// when one order does not run, Error(Usage) for fewer than two heads.
MergeReport merge(const Project& project, Migrations& migrations, const MergeRequest& request);

/// Whether these orders of the same revisions make the same schema; when not, what differs, a line
/// each. Throws Error(Input) with the place when one does not run.
std::vector<std::string> differences_of_orders(Migrations& migrations, const Revisions& one,
                                               const Revisions& other);

}  // namespace syncline
