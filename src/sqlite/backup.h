// Backups of SQLite: copies of the file, made by SQLite's own backup interface.
#pragma once

#include "dialect/backup_tools.h"

namespace syncline::sqlite {

extern const BackupTools backup_tools;

}  // namespace syncline::sqlite
