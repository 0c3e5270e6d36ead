// Backups as rows of a table and as Data for programs.
#pragma once

#include <string>

#include "backup/store.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/table.h"

namespace syncline {

Data backup_data(const StoredBackup& backup);
/// Under BACKUP, AGE, SIZE, ROWS, REVISION, VERIFIED, PROBLEM.
TableRow backup_row(const StoredBackup& backup);

/// Of --from, else of the project, else "backups".
BackupStore backup_store(Context& context);

/// "3 d", "2 h", "5 min", "now"
std::string age_text(std::chrono::seconds age);

}  // namespace syncline
