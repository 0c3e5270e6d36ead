// A backup while it is written, and the check that all of it is still there.
#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <set>

#include "backup/store.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/interrupt.h"
#include "base/spawn.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(std::string_view what, const fs::path& path, int code) {
  throw Error(Failure::Input,
              fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(code)))
      .with_hint("is the disk full, and may you write there?");
}

/// Its SHA-256, reading as little at once as memory does not notice.
std::string hash_of(const fs::path& path) {
  const OwnedDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) fail("read", path, errno);
  std::vector<char> buffer(1 << 20);
  Hash hash;
  while (true) {
    throw_if_interrupted();
    const ssize_t got = read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", path, errno);
    if (got == 0) return hash.hex();
    hash.add({buffer.data(), static_cast<std::size_t>(got)});
  }
}

void flush(const fs::path& path) {
  const OwnedDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open() || fsync(file.get()) != 0) fail("flush", path, errno);
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Folders and files that only we may read.
void close_to_others(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    fs::permissions(entry.path(), entry.is_directory()
                                      ? fs::perms::owner_all
                                      : fs::perms::owner_read | fs::perms::owner_write);
  }
}

/// What a process left that was killed while it wrote or removed: nobody holds its lock.
void put_away_leftovers(const fs::path& store) {
  constexpr std::string_view lock_end = ".lock";
  std::error_code ignored;
  std::set<std::string> partial;
  for (const fs::directory_entry& entry : fs::directory_iterator(store, ignored)) {
    std::string name = entry.path().filename().string();
    if (name.starts_with(".removed-")) fs::remove_all(entry.path(), ignored);
    if (!name.starts_with(".partial-")) continue;
    if (name.ends_with(lock_end)) name.resize(name.size() - lock_end.size());
    partial.insert(std::move(name));
  }
  for (const std::string& name : partial) {
    const fs::path lock = store / (name + std::string(lock_end));
    if (const auto free = FileLock::attempt(lock)) {
      fs::remove_all(store / name, ignored);
      fs::remove(lock, ignored);
    }
  }
}

void make_store(const fs::path& store) {
  std::error_code failed;
  const bool fresh = fs::create_directories(store, failed);
  if (failed) fail("make the folder", store, failed.value());
  if (fresh) fs::permissions(store, fs::perms::owner_all);
  // Rows of a database do not belong into a repository.
  if (fresh) write_file(store / ".gitignore", "*\n");
}

std::string now_for_name() {
  const std::time_t now = std::time(nullptr);
  return fmt::format("{:%Y%m%dT%H%M%SZ}", fmt::gmtime(now));
}

/// What may stand in the name of a folder.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool fine = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.';
    result += fine ? c : '-';
  }
  return result.substr(0, 60);
}

}  // namespace

UnfinishedBackup::UnfinishedBackup(const fs::path& store, const std::string& environment,
                                   const std::string& reason)
    : store_(store) {
  make_store(store);
  put_away_leftovers(store);
  const std::string wanted = fmt::format("{}-{}{}{}", plain(environment), now_for_name(),
                                         reason.empty() ? "" : "-", plain(reason));
  for (int number = 1; !lock_; ++number) {
    name_ = number == 1 ? wanted : fmt::format("{}-{}", wanted, number);
    partial_ = store / (".partial-" + name_);
    if (fs::exists(store / name_)) continue;
    lock_ = FileLock::attempt(store / (partial_.filename().string() + ".lock"));
  }
  fs::remove_all(partial_);
  if (mkdir(partial_.c_str(), 0700) != 0 || mkdir(data().c_str(), 0700) != 0) {
    fail("make the folder", data(), errno);
  }
}

UnfinishedBackup::~UnfinishedBackup() {
  std::error_code ignored;
  if (!partial_.empty()) fs::remove_all(partial_, ignored);
  fs::remove(store_ / (".partial-" + name_ + ".lock"), ignored);
}

StoredBackup UnfinishedBackup::complete(Manifest manifest) {
  manifest.name = name_;
  close_to_others(partial_);
  for (const fs::path& file : files_below(data())) {
    flush(file);
    manifest.files.push_back(
        {fs::relative(file, partial_).generic_string(), fs::file_size(file), hash_of(file)});
  }
  const std::string text = write_manifest(manifest);
  write_file(partial_ / "manifest.json", text);
  write_file(partial_ / "manifest.sha256", sha256(text) + "\n");
  close_to_others(partial_);
  for (const auto& entry : fs::recursive_directory_iterator(partial_)) {
    if (entry.is_directory()) flush(entry.path());
  }
  flush(partial_);
  const fs::path whole = store_ / name_;
  if (rename(partial_.c_str(), whole.c_str()) != 0) fail("rename", partial_, errno);
  partial_.clear();
  flush(store_);
  return look_at(whole);
}

void check_files(const StoredBackup& backup) {
  const auto refuse = [&](const std::string& why) {
    throw Error(Failure::Refused,
                fmt::format("the backup {} cannot be used: {}", backup.name(), why))
        .with_hint("it was changed or damaged after it was made; take another one");
  };
  if (!backup.problem.empty()) refuse(backup.problem);
  std::set<std::string> known;
  for (const SavedFile& file : backup.manifest.files) {
    known.insert(file.path);
    if (hash_of(backup.folder / file.path) != file.sha256) {
      refuse(fmt::format("the file {} is not what was written", file.path));
    }
  }
  for (const fs::path& file : files_below(backup.data())) {
    const std::string path = fs::relative(file, backup.folder).generic_string();
    if (!known.contains(path)) refuse(fmt::format("the file {} does not belong to it", path));
  }
}

}  // namespace syncline
