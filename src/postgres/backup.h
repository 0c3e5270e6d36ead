// Backups of PostgreSQL: by pg_dump, pg_restore and psql.
#pragma once

#include "dialect/backup_tools.h"
#include "postgres/connection.h"

namespace syncline::postgres {

extern const BackupTools backup_tools;

/// Who owns what is made by a restore.
enum class Owners {
  AsSaved,  ///< and with the same grants; needs a superuser
  Ours,     ///< all belongs to who restores; grants as saved
  Nobody,   ///< without grants as well: for a scratch database
};

/// Runs the files into a database that is empty, in one transaction where the format allows it.
/// Throws Error(Database) with the program's words.
void load_backup(const Settings& into, const BackupWork& work, Owners owners);

/// The files as one script of SQL that psql can run, made when they are none yet.
std::filesystem::path script_of(const BackupWork& work, const Settings& settings, Owners owners,
                                const std::filesystem::path& beside);

PutBackResult replace_database(const std::string& url, const PutBack& back);
PutBackResult make_database(const std::string& url, const std::string& name, const PutBack& back);

}  // namespace syncline::postgres
