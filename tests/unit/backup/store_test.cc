// Backups as folders: what is whole, what goes, what a killed process leaves.
#include "backup/store.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Store : public ::testing::Test {
 protected:
  Store() {
    std::string name = (fs::temp_directory_path() / "syncline-store-XXXXXX").string();
    folder_ = fs::path(mkdtemp(name.data())) / "backups";
  }
  ~Store() override { fs::remove_all(folder_.parent_path()); }

  StoredBackup make(const std::string& environment, const std::string& created_at) {
    UnfinishedBackup unfinished(folder_, environment, "");
    write_file(unfinished.data() / "data", "rows of " + environment);
    Manifest manifest;
    manifest.environment = environment;
    manifest.created_at = created_at;
    return unfinished.complete(manifest);
  }

  std::vector<std::string> entries() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string name = entry.path().filename().string();
      if (name != ".gitignore") names.push_back(name);
    }
    return names;
  }

  fs::path folder_;
};

TEST_F(Store, ACompleteBackupIsListedAndWhole) {
  const StoredBackup made = make("local", "2026-01-02T03:04:05.000Z");
  EXPECT_EQ(made.problem, "");
  const auto list = BackupStore(folder_).list("local");
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list.front().name(), made.name());
  EXPECT_NO_THROW(check_files(list.front()));
  EXPECT_TRUE(BackupStore(folder_).list("other").empty());
}

TEST_F(Store, OnlyWeMayReadIt) {
  const StoredBackup made = make("local", "2026-01-02T03:04:05.000Z");
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    if (entry.path().filename() == ".gitignore") continue;
    const auto others =
        entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all);
    EXPECT_EQ(others, fs::perms::none) << entry.path();
  }
}

TEST_F(Store, WhatIsNotCompletedIsGone) {
  {
    UnfinishedBackup unfinished(folder_, "local", "upgrade");
    write_file(unfinished.data() / "data", "half");
    EXPECT_TRUE(BackupStore(folder_).list().empty());
  }
  EXPECT_TRUE(entries().empty());
}

TEST_F(Store, WhatKilledProcessesLeftIsPutAway) {
  fs::create_directories(folder_ / ".partial-local-20260101T000000Z" / "data");
  write_file(folder_ / ".partial-local-20260101T000000Z" / "data" / "x", "half");
  fs::create_directories(folder_ / ".removed-local-20250101T000000Z" / "data");
  const StoredBackup made = make("local", "2026-01-02T03:04:05.000Z");
  EXPECT_EQ(entries(), std::vector<std::string>{made.name()});
}

TEST_F(Store, WhatAnotherProcessWritesIsLeftAlone) {
  const UnfinishedBackup other(folder_, "local", "");
  make("local", "2026-01-02T03:04:05.000Z");
  EXPECT_TRUE(fs::exists(other.data()));
}

TEST_F(Store, TwoInOneSecondGetTwoNames) {
  const StoredBackup one = make("local", "2026-01-02T03:04:05.000Z");
  const StoredBackup two = make("local", "2026-01-02T03:04:05.000Z");
  EXPECT_NE(one.name(), two.name());
  EXPECT_EQ(BackupStore(folder_).list().size(), 2u);
}

TEST_F(Store, OneByteIsEnoughToBeRefused) {
  const StoredBackup made = make("local", "2026-01-02T03:04:05.000Z");
  write_file(made.data() / "data", "rows of lokal");
  const StoredBackup found = look_at(made.folder);
  EXPECT_EQ(found.problem, "");  // as long as before: only reading it tells
  EXPECT_THROW(check_files(found), Error);
}

TEST_F(Store, AnEditedManifestIsRefused) {
  const StoredBackup made = make("local", "2026-01-02T03:04:05.000Z");
  std::string text = read_file(made.folder / "manifest.json");
  text.replace(text.find("\"local\""), 7, "\"prodn\"");
  write_file(made.folder / "manifest.json", text);
  EXPECT_NE(look_at(made.folder).problem, "");
  EXPECT_THROW(BackupStore(folder_).find(made.name(), std::nullopt), Error);
}

TEST_F(Store, OneThatIsInUseIsNotRemoved) {
  const StoredBackup made = make("local", "2026-01-02T03:04:05.000Z");
  {
    const BackupInUse in_use(made);
    EXPECT_FALSE(BackupStore(folder_).remove(made));
  }
  EXPECT_TRUE(BackupStore(folder_).remove(made));
  EXPECT_TRUE(entries().empty());
}

TEST_F(Store, LatestIsTheNewestWithoutAProblem) {
  const StoredBackup old = make("local", "2026-01-01T00:00:00.000Z");
  const StoredBackup newest = make("local", "2026-01-03T00:00:00.000Z");
  EXPECT_EQ(BackupStore(folder_).find("latest", "local").name(), newest.name());
  fs::remove(newest.data() / "data");
  EXPECT_EQ(BackupStore(folder_).find("latest", "local").name(), old.name());
}

StoredBackup listed(const std::string& environment, const std::string& name,
                    const std::string& problem = "") {
  StoredBackup one;
  one.manifest.environment = environment;
  one.manifest.name = name;
  one.manifest.created_at = "2001-01-01T00:00:00.000Z";
  one.problem = problem;
  return one;
}

std::vector<std::string> going(const std::vector<StoredBackup>& backups, std::optional<int> keep,
                               std::optional<std::chrono::seconds> age) {
  std::vector<std::string> names;
  for (const StoredBackup& one : superfluous(backups, keep, age)) names.push_back(one.name());
  return names;
}

TEST(Retention, CountsEachEnvironmentByItself) {
  const std::vector<StoredBackup> all{listed("a", "a3"), listed("b", "b2"), listed("a", "a2"),
                                      listed("b", "b1"), listed("a", "a1")};
  EXPECT_EQ(going(all, 2, std::nullopt), std::vector<std::string>{"a1"});
  EXPECT_EQ(going(all, 1, std::nullopt), (std::vector<std::string>{"a2", "b1", "a1"}));
  EXPECT_TRUE(going(all, std::nullopt, std::nullopt).empty());
}

TEST(Retention, TheNewestWholeOneStaysHoweverOldItIs) {
  const std::vector<StoredBackup> all{listed("a", "a3", "cut short"), listed("a", "a2"),
                                      listed("a", "a1")};
  EXPECT_EQ(going(all, std::nullopt, std::chrono::seconds(1)), std::vector<std::string>{"a1"});
}

TEST(Manifest, ComesBackAsItWasWritten) {
  Manifest one;
  one.name = "local-1";
  one.note = "a \"note\"";
  one.revisions = {"1", "2"};
  one.rows = {{"public.users", 3}};
  one.files = {{"data/x", 12, "ab"}};
  one.facts = {{"journal_mode", "wal"}};
  const Manifest read = read_manifest(write_manifest(one), "manifest.json");
  EXPECT_EQ(write_manifest(read), write_manifest(one));
  EXPECT_EQ(read.row_count(), 3);
  EXPECT_EQ(read.bytes(), 12u);
}

TEST(Manifest, RefusesWhatIsNone) {
  EXPECT_THROW(read_manifest("{}", "m"), Error);
  EXPECT_THROW(read_manifest("not json", "m"), Error);
  Manifest newer;
  newer.version = manifest_version + 1;
  try {
    read_manifest(write_manifest(newer), "m");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Refused);
  }
}

}  // namespace
}  // namespace syncline
