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

TEST(Runs, TheLastBeganWithTheNewestThatIsStillApplied) {
  EXPECT_EQ(rows_of_last_run("a c", rows("abcde")), 3u);
  EXPECT_EQ(rows_of_last_run("a c", rows("ab")), 2u) << "the later one was taken back";
  EXPECT_EQ(rows_of_last_run("a c b", rows("abc")), 2u)
      << "it was run again with another beginning";
  EXPECT_EQ(rows_of_last_run("cut a", rows("ab")), 2u) << "old ones are cut off anywhere";
}

TEST(Runs, WhatIsNotKnownIsNotGuessed) {
  EXPECT_FALSE(rows_of_last_run("", rows("ab")));
  EXPECT_FALSE(rows_of_last_run("a b", {}));
  EXPECT_FALSE(rows_of_last_run("x", rows("ab"))) << "a squash took its place";
  std::vector<Applied> stamped = rows("abc");
  stamped[1].how = How::Stamped;
  EXPECT_FALSE(rows_of_last_run("a", stamped));
  EXPECT_EQ(rows_of_last_run("a c", stamped), 1u);
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
  EXPECT_EQ(runs(), "1");
  revision("3", {"2"});
  db.upgrade();
  EXPECT_EQ(runs(), "1 3");
  db.downgrade("1");
  EXPECT_EQ(runs(), "1 3");
  db.upgrade();
  EXPECT_EQ(runs(), "1 3 2");
}

TEST(Runs, OldOnesAreForgotten) {
  const std::unique_ptr<Session> session = sqlite::dialect().connect("sqlite::memory:", {});
  Ledger ledger(*session, sqlite::dialect());
  ledger.create();
  for (int run = 0; run < 400; ++run) {
    session->execute(ledger.sql().begin_run("20250131093" + std::to_string(100 + run)));
  }
  const std::string runs = ledger.state(runs_state).value_or("");
  EXPECT_LT(runs.size(), 1100u);
  EXPECT_TRUE(runs.ends_with(" 20250131093498 20250131093499")) << runs;
}

}  // namespace
}  // namespace syncline
