// A revision from the models: what leads from the head of the migrations to them, and back.
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
  bool empty = false;  ///< a file for SQL that is written by hand
  bool prove = true;
  Dangers allowed;
};

struct GenerateReport {
  std::filesystem::path file;  ///< empty: nothing differs, nothing was written
  std::string revision;
  Plan up, down;
  std::vector<std::string> notes;  ///< of reading the models
};

/// Throws Error(Refused) when data would be lost and that was not allowed, Error(Input) for a
/// folder that cannot be written, Unproved for a mistake of ours.
GenerateReport generate(const Project& project, Workshop& workshop, Migrations& migrations,
                        const GenerateRequest& request);

}  // namespace syncline
