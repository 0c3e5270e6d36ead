// Rows that an application needs: a script that runs once for each of its contents.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "env/database.h"

namespace syncline {

/// Whether the ledger says that this content of the file has run.
bool is_seeded(Database& database, const std::filesystem::path& file);

struct SeedRequest {
  std::string who;
  std::optional<std::chrono::seconds> wait;
  std::function<void(const std::string& holder)> waiting = [](const std::string&) {};
};

/// Runs the file's statements in one transaction with the ledger's note of its checksum, under the
/// lock of a run. False: another run has done it meanwhile. Throws Error(Input) with the place of a
/// statement that fails, Error(Refused) when the lock is not to be had in time.
bool seed(Database& database, const Dialect& dialect, const std::filesystem::path& file,
          const SeedRequest& request);

}  // namespace syncline
