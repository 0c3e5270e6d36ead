#include "cli/backup_daily.h"

#include <algorithm>
#include <array>

#include "watch/settings.h"

namespace syncline {

namespace {

constexpr std::array reasons{"sync", "reset", "watch", "amend", "pull"};
constexpr int kept = 5;

}  // namespace

BackupHabit development_habit(Context& context) {
  const Project* project = context.project_if_any();
  if (!project) return BackupHabit::LeavesOut;
  const bool wanted = backup_variable(*project).value_or(project->sync_backup.value_or(true));
  return wanted ? BackupHabit::Makes : BackupHabit::LeavesOut;
}

bool holds_tables(const Catalog& catalog) {
  return std::ranges::any_of(catalog.objects(),
                             [](const Object& one) { return one.parent != ObjectId(); });
}

void backup_development(Context& context, std::string_view reason, BackupHabit habit) {
  const auto made = backup_first(context, reason, habit);
  if (!made) return;
  const BackupStore store(made->folder.parent_path());
  std::vector<StoredBackup> ours = store.list(made->manifest.environment);
  std::erase_if(ours, [&](const StoredBackup& one) {
    return std::ranges::find(reasons, one.manifest.reason) == reasons.end() ||
           one.manifest.database != made->manifest.database;
  });
  for (const StoredBackup& one : superfluous(ours, kept, std::nullopt)) store.remove(one);
}

}  // namespace syncline
