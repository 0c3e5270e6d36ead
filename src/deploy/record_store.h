// Where records of deployments are: a row of the ledger, and files in the project's folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "deploy/record.h"
#include "env/database.h"

namespace syncline {

/// Files ID.json and ID.txt. Each is written beside and renamed: a reader sees the old one or the
/// new.
class RecordFolder {
 public:
  explicit RecordFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Makes the folder when it is missing. Throws Error(Input) when it cannot be written.
  void save(const Deployment& deployment) const;
  /// The newest first; of one environment, or of all. A file that is no record is passed over, and
  /// named in `problems`.
  std::vector<Deployment> list(const std::optional<std::string>& environment,
                               std::vector<std::string>& problems) const;

 private:
  std::filesystem::path folder_;
};

/// The ledger's table `deployments` (made when it is first written; a ledger without it has none).
void save_record(Database& database, const Deployment& deployment);
/// The newest first, `most` of them; 0: all. A copy of another environment's database holds that
/// one's as well: name the environment where that matters.
std::vector<Deployment> records_of(Database& database, std::size_t most = 0,
                                   const std::optional<std::string>& environment = {});

}  // namespace syncline
