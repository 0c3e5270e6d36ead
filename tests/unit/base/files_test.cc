#include "base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "base/error.h"
#include "base/process.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  Files() {
    std::string name = (fs::temp_directory_path() / "syncline-files-XXXXXX").string();
    folder = mkdtemp(name.data());
    setenv("SYNCLINE_CACHE", (folder / "cache").c_str(), 1);
  }
  ~Files() override {
    unsetenv("SYNCLINE_CACHE");
    fs::remove_all(folder);
  }
  fs::path folder;
};

TEST_F(Files, WhatIsWrittenIsRead) {
  const std::string bytes("a\0b\xff\n", 5);
  write_file(folder / "x", bytes);
  EXPECT_EQ(read_file(folder / "x"), bytes);
}

TEST_F(Files, ALongFileIsReadWhole) {
  const std::string bytes(3'000'000, 'x');
  write_file(folder / "x", bytes);
  EXPECT_EQ(read_file(folder / "x"), bytes);
}

TEST_F(Files, WritingLeavesNothingElseBehind) {
  write_file(folder / "x", "1");
  write_file(folder / "x", "2");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
}

TEST_F(Files, ARewrittenFileKeepsItsMode) {
  write_file(folder / "x", "1");
  fs::permissions(folder / "x", fs::perms::owner_read | fs::perms::owner_write);
  write_file(folder / "x", "2");
  EXPECT_EQ(fs::status(folder / "x").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, ASymbolicLinkStaysOne) {
  write_file(folder / "real", "1");
  fs::create_symlink("real", folder / "link");
  write_file(folder / "link", "2");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(read_file(folder / "real"), "2");
}

TEST_F(Files, AMissingFileIsNamed) {
  try {
    read_file(folder / "none.sql");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Input);
    EXPECT_NE(std::string(error.what()).find("none.sql: No such file"), std::string::npos);
    EXPECT_EQ(error.place->file, (folder / "none.sql").string());
  }
}

TEST_F(Files, AFolderIsNoFile) { EXPECT_THROW(read_file(folder), Error); }

TEST_F(Files, AMissingFolderIsAnError) { EXPECT_THROW(write_file(folder / "no/x", ""), Error); }

TEST_F(Files, ALockHasOneHolder) {
  std::optional<FileLock> first = FileLock::attempt(folder / "lock");
  ASSERT_TRUE(first);
  EXPECT_FALSE(FileLock::attempt(folder / "lock"));
  const FileLock moved = std::move(*first);
  first.reset();
  EXPECT_FALSE(FileLock::attempt(folder / "lock"));
}

TEST_F(Files, ALockIsFreeAfterItsHolder) {
  { const FileLock lock(folder / "lock"); }
  EXPECT_TRUE(FileLock::attempt(folder / "lock"));
}

TEST_F(Files, ALockWaitsForTheOtherProcess) {
  // The other one signals that it holds the lock by the file "held", and leaves "done" before it
  // ends.
  Command other;
  other.program = "flock";
  other.arguments = {(folder / "lock").string(), "sh", "-c", "touch held; sleep 0.2; touch done"};
  other.folder = folder;
  Child child(other, folder / "log", 15);
  while (!fs::exists(folder / "held")) usleep(1000);
  const FileLock lock(folder / "lock");
  EXPECT_TRUE(fs::exists(folder / "done"));
}

TEST_F(Files, TheCacheFolderIsMade) {
  EXPECT_EQ(cache_folder(), folder / "cache");
  EXPECT_TRUE(fs::is_directory(folder / "cache"));
}

TEST_F(Files, ACacheFolderThatCannotBeWrittenIsNotUsed) {
  setenv("SYNCLINE_CACHE", "/proc/none", 1);
  setenv("XDG_CACHE_HOME", (folder / "xdg").c_str(), 1);
  EXPECT_EQ(cache_folder(), folder / "xdg" / "syncline");
  unsetenv("XDG_CACHE_HOME");
}

TEST_F(Files, TheCacheKeepsValuesByRoomAndKey) {
  cache_put("catalog", "key", "value\n");
  cache_put("proof", "key", "");
  EXPECT_EQ(cache_get("catalog", "key"), "value\n");
  EXPECT_EQ(cache_get("proof", "key"), "");
  EXPECT_EQ(cache_get("catalog", "other"), std::nullopt);
}

TEST_F(Files, AHalfWrittenCacheFileIsNotThere) {
  cache_put("catalog", "key", "a longer value");
  for (const auto& file : fs::directory_iterator(folder / "cache" / "catalog")) {
    fs::resize_file(file, file.file_size() - 3);
  }
  EXPECT_EQ(cache_get("catalog", "key"), std::nullopt);
}

}  // namespace
}  // namespace syncline
