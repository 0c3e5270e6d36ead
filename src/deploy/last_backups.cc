#include "deploy/last_backups.h"

#include <algorithm>

#include "backup/make.h"
#include "backup/store.h"

namespace syncline {

std::map<std::string, BackupNumbers> last_backups(const Project& project) {
  std::map<std::string, BackupNumbers> all;
  try {
    for (const StoredBackup& one : BackupStore(backup_folder(&project)).list()) {
      if (!one.problem.empty() || one.manifest.environment.empty()) continue;
      BackupNumbers& numbers = all[one.manifest.environment];
      if (++numbers.count == 1) {  // the newest comes first
        numbers.environment = one.manifest.environment;
        numbers.created_at = one.manifest.created_at;
        numbers.bytes = one.manifest.bytes();
      }
      if (one.verified) numbers.verified_at = std::max(numbers.verified_at, one.verified->at);
    }
  } catch (const Error&) {
    return {};
  }
  return all;
}

}  // namespace syncline
