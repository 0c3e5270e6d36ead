// The newest backup of each environment, for commands that say where things stand.
#pragma once

#include <map>
#include <string>

#include "cli/output.h"
#include "deploy/metrics.h"
#include "env/project.h"

namespace syncline {

/// What the folder of backups holds, by environment.
class LastBackups {
 public:
  explicit LastBackups(const Project& project);

  /// "2026-11-20 20:45", "2026-11-20 20:45, verified"; "-" where there is none.
  std::string text(const std::string& environment) const;
  Data data(const std::string& environment) const;
  std::vector<BackupNumbers> numbers() const;

 private:
  std::map<std::string, BackupNumbers> all_;
};

}  // namespace syncline
