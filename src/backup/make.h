// A backup made: for people who ask for one, and for commands that are about to change a database.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "backup/store.h"
#include "env/project.h"
#include "env/workshop.h"

namespace syncline {

/// Which database.
struct BackupSubject {
  std::string url;          ///< in full
  std::string what;         ///< for people: "env:staging", or the url without its password
  std::string environment;  ///< "staging"; empty: it is none
};

struct BackupRequest {
  std::filesystem::path folder;  ///< of all backups; see backup_folder()
  std::string reason = {};       ///< one word, part of the name: "upgrade"; empty: somebody asked
  std::string note = {};         ///< for people
  std::string format = {};       ///< of the dialect; empty: its default
  bool schema_only = false;
  int jobs = 1;
  std::chrono::seconds timeout{0};  ///< of the program that saves; 0: none
  std::function<void(std::uint64_t bytes)> progress = [](std::uint64_t) {};
};

/// [backup] folder of the project, else "backups" in the working folder.
std::filesystem::path backup_folder(const Project* project);

/// Saves the database of the subject, with exact numbers of rows, fingerprint and revisions of the
/// same moment. Opens connections of its own, and no transaction may be open on others that it
/// would wait for. The backup is complete and flushed to the disk when this returns; else nothing
/// is left. Throws Error(Config) when the program that saves is missing or too old, before anything
/// is done; Error(Usage) for a format that the dialect does not have; Error(Database) when saving
/// fails; Error(Input) when the folder cannot be written; Interrupted.
StoredBackup make_backup(Workshop& workshop, const BackupSubject& subject,
                         const BackupRequest& request);

/// False for a database that cannot be opened and that a restore may replace all the same (a file).
bool can_be_saved(const BackupSubject& subject);

/// Rows of every table, counted; tables in order of name.
std::vector<TableRows> count_rows(Session& session, const Dialect& dialect);

/// Names what decides a fingerprint besides the schema: this program's build, and the scope.
std::string reader_of(const Workshop& workshop);

}  // namespace syncline
