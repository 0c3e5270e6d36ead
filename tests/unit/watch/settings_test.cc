#include "watch/settings.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/files.h"
#include "env/config.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Settings : public ::testing::Test {
 protected:
  Settings() {
    std::string name = (fs::temp_directory_path() / "syncline-settings-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    clear();
  }
  ~Settings() override {
    clear();
    fs::remove_all(folder_);
  }
  static void clear() {
    for (const char* name : {"MIGRATION_WATCHER", "AUTO_GENERATE", "AUTO_APPLY",
                             "BACKUP_BEFORE_MIGRATE", "WATCH_INTERVAL"}) {
      unsetenv(name);
    }
  }
  WatchSettings settings(const std::string& toml = "", const WatchFlags& flags = {}) {
    return watch_settings(parse_config(toml, folder_ / "syncline.toml"), flags);
  }
  fs::path folder_;
};

TEST_F(Settings, NothingIsDoneUnlessSomethingSaysSo) {
  const WatchSettings usual = settings();
  EXPECT_TRUE(usual.on);
  EXPECT_FALSE(usual.generate || usual.apply || usual.sync || usual.backup);
  EXPECT_EQ(usual.interval.count(), 1000);
}

TEST_F(Settings, AFlagWinsOverAVariableThatOverDotenvThatOverToml) {
  const std::string toml = "[watch]\ngenerate = true\ninterval = \"5s\"\n";
  EXPECT_TRUE(settings(toml).generate);
  EXPECT_EQ(settings(toml).interval.count(), 5000);
  write_file(folder_ / ".env", "AUTO_GENERATE=off\nWATCH_INTERVAL=4\n");
  EXPECT_FALSE(settings(toml).generate);
  EXPECT_EQ(settings(toml).interval.count(), 4000);
  setenv("AUTO_GENERATE", "YES", 1);
  setenv("WATCH_INTERVAL", "0.25", 1);
  EXPECT_TRUE(settings(toml).generate);
  EXPECT_EQ(settings(toml).interval.count(), 250);
  WatchFlags flags;
  flags.generate = false;
  flags.interval = "1m";
  EXPECT_FALSE(settings(toml, flags).generate);
  EXPECT_EQ(settings(toml, flags).interval.count(), 60000);
}

TEST_F(Settings, EachVariableHasItsPlace) {
  setenv("MIGRATION_WATCHER", "disabled", 1);
  setenv("AUTO_APPLY", "1", 1);
  setenv("BACKUP_BEFORE_MIGRATE", "true", 1);
  const WatchSettings all = settings();
  EXPECT_FALSE(all.on);
  EXPECT_TRUE(all.apply);
  EXPECT_TRUE(all.backup);
}

TEST_F(Settings, SyncNeedsNoRevisions) {
  EXPECT_TRUE(settings("[watch]\nsync = true\n").sync);
  WatchFlags flags;
  flags.apply = true;
  EXPECT_FALSE(settings("[watch]\nsync = true\n", flags).sync);
  flags.sync = true;
  EXPECT_THROW(settings("", flags), Error);
}

TEST_F(Settings, WhatIsNeitherYesNorNoIsAnError) {
  setenv("AUTO_APPLY", "perhaps", 1);
  EXPECT_THROW(settings(), Error);
}

TEST_F(Settings, Times) {
  EXPECT_EQ(parse_interval("2", "x").count(), 2000);
  EXPECT_EQ(parse_interval("500 ms", "x").count(), 500);
  for (const char* wrong : {"", "soon", "-1", "0", "2h", "nan", "1e99"}) {
    EXPECT_THROW(parse_interval(wrong, "x"), Error) << wrong;
  }
}

}  // namespace
}  // namespace syncline
