#include "watch/file_watch.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/files.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "syncline-saves-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

class Saves : public ::testing::TestWithParam<bool> {
 protected:
  FileWatch watch(std::vector<fs::path> paths, milliseconds quiet = milliseconds(20)) {
    return FileWatch(std::move(paths), {GetParam(), milliseconds(30), quiet});
  }
  /// Names of what changed, after `save` ran in another thread.
  static std::string seen(FileWatch& watch, const std::function<void()>& save) {
    std::thread other([&] {
      std::this_thread::sleep_for(milliseconds(40));
      save();
    });
    std::string names;
    for (const fs::path& one : watch.wait(milliseconds(3000))) {
      names += one.filename().string() + " ";
    }
    other.join();
    return names;
  }
  Folder folder_;
};

TEST_P(Saves, AFileThatIsWrittenInPlace) {
  const fs::path file = folder_.path / "a.sql";
  std::ofstream(file) << "1";
  FileWatch saves = watch({folder_.path});
  EXPECT_EQ(seen(saves, [&] { std::ofstream(file) << "22"; }), "a.sql ");
}

TEST_P(Saves, AFileThatIsReplacedByAnotherOfTheSameSize) {
  const fs::path file = folder_.path / "a.sql";
  write_file(file, "1");
  FileWatch saves = watch({file});
  EXPECT_EQ(seen(saves, [&] { write_file(file, "2"); }), "a.sql ");
}

TEST_P(Saves, AFileInANewSubfolder) {
  FileWatch saves = watch({folder_.path});
  EXPECT_EQ(seen(saves,
                 [&] {
                   fs::create_directories(folder_.path / "x/y");
                   write_file(folder_.path / "x/y/b.sql", "1");
                 }),
            "b.sql ");
}

TEST_P(Saves, AFileThatComesAndGoes) {
  const fs::path file = folder_.path / "later/a.sql";
  FileWatch saves = watch({file});
  EXPECT_EQ(seen(saves,
                 [&] {
                   fs::create_directory(folder_.path / "later");
                   write_file(file, "1");
                 }),
            "a.sql ");
  EXPECT_EQ(seen(saves, [&] { fs::remove(file); }), "a.sql ");
}

TEST_P(Saves, WhatWasSavedBetweenTwoWaits) {
  FileWatch saves = watch({folder_.path});
  write_file(folder_.path / "a.sql", "1");
  EXPECT_EQ(saves.wait(milliseconds(1000)).size(), 1u);
  EXPECT_TRUE(saves.wait(milliseconds(50)).empty());
}

TEST_P(Saves, TraitsOfEditorsDoNotCount) {
  FileWatch saves = watch({folder_.path});
  for (const char* name : {".a.sql.swp", "a.sql~", "#a.sql#", "4913", "a.pyc"}) {
    std::ofstream(folder_.path / name) << "1";
  }
  EXPECT_TRUE(saves.wait(milliseconds(120)).empty());
}

TEST_P(Saves, ManySavesAtOnceAreOne) {
  // A busy machine may let the writer wait a while between two of them.
  FileWatch saves = watch({folder_.path}, milliseconds(500));
  const std::string names = seen(saves, [&] {
    for (int i = 0; i < 20; ++i) {
      write_file(folder_.path / "a.sql", std::to_string(i));
      std::this_thread::sleep_for(milliseconds(4));
    }
  });
  EXPECT_EQ(names, "a.sql ");
  EXPECT_TRUE(saves.wait(milliseconds(100)).empty());
}

TEST_P(Saves, SaysHowItSees) {
  EXPECT_EQ(watch({folder_.path}).how(),
            GetParam() ? "looking every 30 ms, because it was asked for" : "inotify");
}

INSTANTIATE_TEST_SUITE_P(Ways, Saves, ::testing::Bool(),
                         [](const auto& one) { return one.param ? "Polling" : "Kernel"; });

}  // namespace
}  // namespace syncline
