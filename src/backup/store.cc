#include "backup/store.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <map>

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr const char* manifest_file = "manifest.json";
constexpr const char* manifest_hash = "manifest.sha256";
constexpr const char* verified_file = "verified.json";

std::time_t seconds_of(const std::string& utc) {
  std::tm time{};
  if (!strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%S", &time)) return 0;
  return timegm(&time);
}

std::string problem_of(const fs::path& folder, const Manifest& manifest, const std::string& text) {
  std::error_code failed;
  if (trim(read_file(folder / manifest_hash)) != sha256(text))
    return "its manifest was changed after it was written";
  if (manifest.name != folder.filename()) {
    return fmt::format("its manifest is that of another backup: {}", manifest.name);
  }
  for (const SavedFile& file : manifest.files) {
    const auto size = fs::file_size(folder / file.path, failed);
    if (failed) return fmt::format("the file {} is missing", file.path);
    if (size != file.bytes) {
      return fmt::format("the file {} has {} bytes, not {}", file.path, size, file.bytes);
    }
  }
  return "";
}

bool hidden(const fs::path& path) { return path.filename().string().front() == '.'; }

}  // namespace

std::chrono::seconds StoredBackup::age() const {
  return std::chrono::seconds(std::time(nullptr) - seconds_of(manifest.created_at));
}

StoredBackup look_at(const fs::path& folder) {
  StoredBackup one;
  one.folder = folder;
  one.manifest.name = folder.filename().string();
  try {
    const std::string text = read_file(folder / manifest_file);
    Manifest manifest = read_manifest(text, folder / manifest_file);
    one.problem = problem_of(folder, manifest, text);
    manifest.name = one.manifest.name;
    one.manifest = std::move(manifest);
    std::error_code ignored;
    if (fs::exists(folder / verified_file, ignored)) {
      one.verified = read_verification(read_file(folder / verified_file));
    }
  } catch (const Error& error) {
    one.problem = error.what();
  }
  return one;
}

std::vector<StoredBackup> BackupStore::list(const std::optional<std::string>& environment) const {
  std::vector<StoredBackup> result;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
    if (hidden(entry.path()) || !entry.is_directory(ignored)) continue;
    StoredBackup one = look_at(entry.path());
    const bool unknown = one.manifest.created_at.empty();  // then only its name tells whose it is
    const bool wanted = !environment || (unknown ? one.name().starts_with(*environment + "-")
                                                 : one.manifest.environment == *environment);
    if (wanted) result.push_back(std::move(one));
  }
  std::sort(result.begin(), result.end(), [](const StoredBackup& a, const StoredBackup& b) {
    return std::pair(a.manifest.created_at, a.name()) > std::pair(b.manifest.created_at, b.name());
  });
  return result;
}

StoredBackup BackupStore::find(const std::string& name,
                               const std::optional<std::string>& environment) const {
  std::vector<StoredBackup> matches;
  if (name.find('/') != std::string::npos) {
    matches.push_back(look_at(fs::path(name).lexically_normal().has_filename()
                                  ? fs::path(name).lexically_normal()
                                  : fs::path(name).lexically_normal().parent_path()));
  } else {
    for (StoredBackup& one : list(environment)) {
      if (one.name() == name) matches.assign(1, one);
      if (one.name() == name) break;
      const bool fits =
          name == "latest" ? one.problem.empty() && matches.empty() : one.name().starts_with(name);
      if (fits) matches.push_back(std::move(one));
    }
  }
  if (matches.size() > 1) {
    throw Error(Failure::Input, fmt::format("{} backups begin with \"{}\"", matches.size(), name))
        .with_hint("write more of its name; syncline backup list shows them");
  }
  if (matches.empty()) {
    throw Error(Failure::Input,
                name == "latest"
                    ? fmt::format("there is no backup in {}", folder_.string())
                    : fmt::format("there is no backup \"{}\" in {}", name, folder_.string()))
        .with_hint("syncline backup list shows those that there are");
  }
  if (!matches.front().problem.empty()) {
    throw Error(Failure::Refused, fmt::format("the backup {} cannot be used: {}",
                                              matches.front().name(), matches.front().problem));
  }
  return std::move(matches.front());
}

void BackupStore::save_verification(const StoredBackup& backup,
                                    const Verification& verification) const {
  write_file(backup.folder / verified_file, write_verification(verification));
}

bool BackupStore::remove(const StoredBackup& backup) const {
  const auto lock = FileLock::attempt(backup.folder / manifest_hash);
  if (!lock) return false;
  const fs::path gone = folder_ / (".removed-" + backup.name());
  fs::remove_all(gone);
  fs::rename(backup.folder, gone);
  fs::remove_all(gone);
  return true;
}

BackupInUse::BackupInUse(const StoredBackup& backup) : lock_(backup.folder / manifest_hash) {}

std::vector<StoredBackup> superfluous(const std::vector<StoredBackup>& backups,
                                      std::optional<int> keep,
                                      std::optional<std::chrono::seconds> age) {
  std::vector<StoredBackup> result;
  std::map<std::string, int> seen;  // of each environment by itself
  for (const StoredBackup& one : backups) {
    if (!one.problem.empty()) continue;
    const int number = ++seen[one.manifest.environment];
    if (number == 1) continue;
    if ((keep && number > *keep) || (age && one.age() >= *age)) result.push_back(one);
  }
  return result;
}

}  // namespace syncline
