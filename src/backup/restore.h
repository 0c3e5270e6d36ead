// A backup becomes a database again.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "backup/make.h"
#include "backup/store.h"
#include "env/workshop.h"

namespace syncline {

struct RestoreRequest {
  /// Where it goes: the database that the backup is of, in its place.
  BackupSubject target;
  /// A new database instead, on the target's server (a new file, where databases are files).
  std::string as;
  /// The target is an empty database, and stays the one it is.
  bool into_empty = false;
  bool allow_other = false;  ///< also in the place of a database that the backup is not of
  bool keep_old = false;     ///< the database that was there stays, under another name
  int jobs = 1;
  std::chrono::seconds timeout{0};  ///< of the program that restores; 0: none
  std::function<void(const std::string&)> tell = [](const std::string&) {};
};

struct RestoreReport {
  std::string how;       ///< "restored beside it and swapped in by name"
  std::string old_name;  ///< where the former database is; empty: it is gone, or there was none
  std::vector<std::string> notes;  ///< what could not be compared
};

/// Whether it may be restored there, before anybody is asked: every byte of the backup is checked,
/// and which database the target is. Throws Error(Refused) for a backup that was changed or cut,
/// for one of another database, and for one without rows where rows would be lost; Error(Config)
/// for another dialect.
void check_restore(const StoredBackup& backup, const RestoreRequest& request);

/// Restores, and finds that rows and fingerprint are those of the manifest: before the database
/// takes its place where the dialect can do that. Nobody may be at the target with revisions
/// meanwhile: the lock of a run is taken first. The journal of the restored ledger says what was
/// done.
RestoreReport restore_backup(Workshop& workshop, const StoredBackup& backup,
                             const RestoreRequest& request);

}  // namespace syncline
