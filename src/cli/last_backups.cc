#include "cli/last_backups.h"

#include <algorithm>

#include "deploy/last_backups.h"

namespace syncline {

LastBackups::LastBackups(const Project& project) : all_(last_backups(project)) {}

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
