#include "migrate/runs.h"

#include <gtest/gtest.h>

#include "unit/migrate/database.h"

namespace syncline {
namespace {

std::vector<Applied> rows(const std::string& names) {
  std::vector<Applied> applied;
  for (const char name : names) {
    Applied one;
    one.revision = name;
    applied.push_back(one);
  }
  return applied;
}

TEST(Runs, ARunGrowsWithEachOfItsRevisions) {
  const std::string one = with_run("", "a", "a");
  EXPECT_EQ(one, "a a");
  EXPECT_EQ(with_run(one, "a", "b"), "a b");
  EXPECT_EQ(with_run("a b", "c", "c"), "a b c c");
}

TEST(Runs, OldOnesAreForgotten) {
  std::string runs;
  for (int i = 0; i < 100; ++i) runs = with_run(runs, std::to_string(i), std::to_string(i));
  EXPECT_TRUE(runs.starts_with("80 80 ")) << runs;
  EXPECT_TRUE(runs.ends_with(" 99 99")) << runs;
}

TEST(Runs, TheLastIsKnownByItsEnd) {
  EXPECT_EQ(rows_of_last_run("a b c e", rows("abcde")), 3u);
  EXPECT_EQ(rows_of_last_run("a b c e", rows("ab")), 2u) << "the later one was taken back";
}

TEST(Runs, WhatIsNotKnownIsNotGuessed) {
  EXPECT_FALSE(rows_of_last_run("", rows("ab")));
  EXPECT_FALSE(rows_of_last_run("a b", {}));
  EXPECT_FALSE(rows_of_last_run("a b", rows("abc"))) << "c came without a run";
  EXPECT_FALSE(rows_of_last_run("a c", rows("ab"))) << "a part of it was taken back";
  EXPECT_FALSE(rows_of_last_run("x b", rows("ab"))) << "a squash took its place";
  std::vector<Applied> stamped = rows("abc");
  stamped[1].how = How::Stamped;
  EXPECT_FALSE(rows_of_last_run("a c", stamped));
}

TEST(Runs, AnUpgradeIsOne) {
  testing::Database db;
  const auto revision = [&](const std::string& id, const std::vector<std::string>& parents) {
    db.revision(id, parents,
                "-- syncline: up\nCREATE TABLE t" + id + " (id);\n-- syncline: down\nDROP TABLE t" +
                    id + ";\n");
  };
  const auto runs = [&] { return db.all("SELECT value FROM syncline_state WHERE name = 'runs'"); };
  revision("1", {});
  revision("2", {"1"});
  db.upgrade();
  EXPECT_EQ(runs(), "1 2");
  revision("3", {"2"});
  db.upgrade();
  EXPECT_EQ(runs(), "1 2 3 3");
  db.downgrade("1");
  EXPECT_EQ(runs(), "1 2 3 3") << "what was taken back is found by the applied rows";
}

}  // namespace
}  // namespace syncline
