// A backup before a development database is changed without a revision.
#pragma once

#include <string_view>

#include "cli/backup_first.h"

namespace syncline {

/// [sync] backup, over which BACKUP_BEFORE_MIGRATE wins; in a project it is made unless one of them
/// says no, without a project not.
BackupHabit development_habit(Context& context);

/// Whether there is anything whose rows could be lost.
bool holds_tables(const Catalog& catalog);

/// backup_first(), of which only the newest five that were made here are kept; those that somebody
/// asked for, or that other commands made, stay.
void backup_development(Context& context, std::string_view reason, BackupHabit habit);

}  // namespace syncline
