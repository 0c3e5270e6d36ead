#include "cli/last_backups.h"

#include <algorithm>

#include "backup/make.h"

namespace syncline {

LastBackups::LastBackups(const Project& project) {
  try {
    for (const StoredBackup& one : BackupStore(backup_folder(&project)).list()) {
      if (!one.problem.empty() || one.manifest.environment.empty()) continue;
      BackupNumbers& numbers = all_[one.manifest.environment];
      if (++numbers.count == 1) {  // the newest comes first
        numbers.environment = one.manifest.environment;
        numbers.created_at = one.manifest.created_at;
        numbers.bytes = one.manifest.bytes();
      }
      if (one.verified) numbers.verified_at = std::max(numbers.verified_at, one.verified->at);
    }
  } catch (const Error&) {  // NOLINT: whoever asks for backups will be told
    all_.clear();
  }
}

std::string LastBackups::text(const std::string& environment) const {
  const auto found = all_.find(environment);
  if (found == all_.end()) return "-";
  std::string time = found->second.created_at.substr(0, 16);
  std::ranges::replace(time, 'T', ' ');
  return time + (found->second.verified_at.empty() ? "" : ", verified");
}

Data LastBackups::data(const std::string& environment) const {
  const auto found = all_.find(environment);
  if (found == all_.end()) return {};
  const BackupNumbers& one = found->second;
  return Data::Record{{"created_at", one.created_at},
                      {"bytes", static_cast<std::int64_t>(one.bytes)},
                      {"verified_at", Data::text_or_null(one.verified_at)},
                      {"count", one.count}};
}

std::vector<BackupNumbers> LastBackups::numbers() const {
  std::vector<BackupNumbers> result;
  for (const auto& [name, numbers] : all_) result.push_back(numbers);
  return result;
}

}  // namespace syncline
