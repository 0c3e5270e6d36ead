// A revision from the models: what leads from the heads of the migrations to them, and back.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "env/compared.h"
#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct GenerateRequest {
  std::string message;
  bool empty = false;   ///< a file for SQL that is written by hand
  std::string up = {};  ///< of an empty one: its up section, with its directive
  bool prove = true;
  Dangers allowed = {};
  std::string parent = {};                ///< a target, "base" for a new root; empty: the only head
  bool splice = false;                    ///< the parent need not be a head
  std::vector<std::string> labels = {};   ///< of the branch that begins with it
  std::vector<std::string> depends = {};  ///< targets
  std::string id = {};                    ///< empty: the time
  const Recipe* models = nullptr;         ///< when the caller has read them already
};

struct GenerateReport {
  std::filesystem::path file;  ///< empty: nothing differs, nothing was written
  std::string revision;
  Plan up, down;
  std::vector<std::string> notes;  ///< of reading the models
};

/// Plans both ways into `report`, refuses what was not allowed, and proves; `up` is empty when
/// nothing differs.
void plan_both_ways(Workshop& workshop, const Loaded& from, const Loaded& to,
                    const GenerateRequest& request, GenerateReport& report);

/// The models are compared with all heads together. Throws Error(Refused) when data would be lost
/// and that was not allowed, and for a parent that is no head without splice, Error(Input) for
/// several heads without a parent, for a revision that does not run without another head, and for a
/// folder that cannot be written; Unproved for a mistake of ours.
GenerateReport generate(const Project& project, Workshop& workshop, Migrations& migrations,
                        const GenerateRequest& request);

}  // namespace syncline
