// Whether a backup is good: its bytes, and the database that they make.
#pragma once

#include <chrono>

#include "backup/store.h"
#include "env/workshop.h"

namespace syncline {

/// Checks every byte, restores into a scratch database, and compares rows and fingerprint with the
/// manifest; then notes in the backup when that was. Throws Error(Refused) that says what is not
/// right; Error(Config) when the backup is of another dialect than the workshop, or programs are
/// missing.
Verification verify_backup(Workshop& workshop, const BackupStore& store,
                           const StoredBackup& backup);

struct Verdict {
  std::optional<Verification> good;
  std::string problem;  ///< why it is not
};
/// The same with the error as a value, for one who has others to look at.
Verdict judge_backup(Workshop& workshop, const BackupStore& store, const StoredBackup& backup);

/// Throws Error(Refused) unless the database holds what the manifest says. Returns what could not
/// be compared.
std::vector<std::string> compare_restored(Session& session, const Workshop& workshop,
                                          const Manifest& manifest);

/// What a restore of it needs to know.
BackupWork work_of(const StoredBackup& backup);

}  // namespace syncline
