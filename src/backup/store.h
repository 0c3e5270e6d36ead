// The folder where backups are: what is there, what is whole, and what may go.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backup/manifest.h"
#include "base/files.h"

namespace syncline {

struct StoredBackup {
  std::filesystem::path folder;
  Manifest manifest;  ///< empty but for its name when there is a problem
  std::optional<Verification> verified;
  std::string problem;  ///< why it cannot be used, as far as a look at names and sizes tells

  const std::string& name() const { return manifest.name; }
  std::filesystem::path data() const { return folder / "data"; }
  /// Since the moment that it holds.
  std::chrono::seconds age() const;
};

class BackupStore {
 public:
  explicit BackupStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const { return folder_; }

  /// The newest first; of one environment, or of all. Manifests are read, data is not. A folder
  /// that does not exist holds none.
  std::vector<StoredBackup> list(const std::optional<std::string>& environment = {}) const;

  /// By name, by a unique beginning of it, or "latest": the newest without a problem. A path of a
  /// backup's folder will do as well. Throws Error(Input) when there is none, Error(Refused) for
  /// one with a problem.
  StoredBackup find(const std::string& name, const std::optional<std::string>& environment) const;

  void save_verification(const StoredBackup& backup, const Verification& verification) const;

  /// Gone as a whole: it loses its name first. False when somebody verifies or restores it now.
  bool remove(const StoredBackup& backup) const;

 private:
  std::filesystem::path folder_;
};

/// Reads one backup's folder; what is wrong is in `problem`.
StoredBackup look_at(const std::filesystem::path& folder);

/// Every byte is as it was written: sizes, SHA-256, no file more or less. Throws Error(Refused)
/// that names the first file which is not.
void check_files(const StoredBackup& backup);

/// While it lives, prune leaves the backup alone.
class BackupInUse {
 public:
  explicit BackupInUse(const StoredBackup& backup);

 private:
  FileLock lock_;
};

/// A backup that is being written: it has no name that anybody looks at until it is complete.
class UnfinishedBackup {
 public:
  /// Makes the folder (mode 0700) and puts away what killed processes left there.
  UnfinishedBackup(const std::filesystem::path& store, const std::string& environment,
                   const std::string& reason);
  /// Removed, unless it was completed.
  ~UnfinishedBackup();
  UnfinishedBackup(const UnfinishedBackup&) = delete;
  UnfinishedBackup& operator=(const UnfinishedBackup&) = delete;

  const std::string& name() const { return name_; }
  std::filesystem::path data() const { return partial_ / "data"; }
  /// Sizes and hashes of all data goes into the manifest; then everything is flushed to the disk,
  /// and gets its name.
  StoredBackup complete(Manifest manifest);

 private:
  std::filesystem::path store_, partial_;
  std::string name_;
  std::optional<FileLock> lock_;
};

/// What goes, of backups that are listed the newest first: all but `keep`, and all that are older
/// than `age`. Never the newest that is whole; one with a problem counts for nothing and stays.
std::vector<StoredBackup> superfluous(const std::vector<StoredBackup>& backups,
                                      std::optional<int> keep,
                                      std::optional<std::chrono::seconds> age);

}  // namespace syncline
