#include "support.h"

namespace syncline::postgres {
namespace {

using ScratchTest = WithServer;

std::string databases_like(Session& session, const std::string& prefix) {
  return session
      .query("SELECT count(*) AS n FROM pg_database WHERE starts_with(datname::text, $1)", {prefix})
      .text(0, "n");
}

void make_table(Session& fresh) { fresh.execute("CREATE TABLE made (a int)"); }

TEST_F(ScratchTest, EmptyDatabasesAreApartAndEmpty) {
  const auto other = scratch().empty();
  session->execute("CREATE TABLE t ()");
  EXPECT_EQ(value(*other, "to_regclass('t')"), "");
}

TEST_F(ScratchTest, ADatabaseIsGoneWithItsSession) {
  auto other = scratch().empty();
  const std::string name = other->server().database;
  EXPECT_EQ(databases_like(*session, name), "1");
  other.reset();
  EXPECT_EQ(databases_like(*session, name), "0");
}

TEST_F(ScratchTest, FillingHappensOnce) {
  int times = 0;
  const std::string key = "once " + session->server().database;
  for (int i = 0; i < 3; ++i) {
    const auto filled = scratch().filled(key, [&](Session& fresh) {
      ++times;
      make_table(fresh);
    });
    EXPECT_EQ(value(*filled, "to_regclass('made')"), "made");
    filled->execute("DROP TABLE made");  // on a copy
  }
  EXPECT_EQ(times, 1);
}

TEST_F(ScratchTest, AFailedFillIsNotKept) {
  const std::string key = "fails " + session->server().database;
  const auto fail = [](Session& fresh) { fresh.execute("CREATE TABLE ("); };
  EXPECT_THROW(scratch().filled(key, fail), Error);
  const auto filled = scratch().filled(key, make_table);
  EXPECT_EQ(value(*filled, "to_regclass('made')"), "made");
}

TEST_F(ScratchTest, TheLeastRecentlyUsedAreDropped) {
  for (int i = 0; i < 9; ++i) scratch().filled("number " + std::to_string(i), make_table);
  EXPECT_EQ(databases_like(*session, "syncline_kept_"), "6");
  int times = 0;
  const auto count = [&](Session&) { ++times; };
  scratch().filled("number 8", count);
  EXPECT_EQ(times, 0);
  scratch().filled("number 0", count);
  EXPECT_EQ(times, 1);
}

TEST_F(ScratchTest, ASessionOutlivesTheScratchThatMadeIt) {
  auto own = dialect().scratch({});
  const auto alone = own->empty();
  own.reset();
  EXPECT_EQ(value(*alone, "1"), "1");
}

TEST_F(ScratchTest, AServerOfTheUsersServesAsWell) {
  ScratchOptions options;
  options.url = url();
  const auto there = dialect().scratch(options);
  const auto empty = there->empty();
  EXPECT_EQ(databases_like(*session, empty->server().database), "1");
  const auto filled = there->filled("there", make_table);
  EXPECT_EQ(value(*filled, "to_regclass('made')"), "made");
}

TEST_F(ScratchTest, OnTheUsersServerOnlyOldLeftoversAreDropped) {
  const std::string young = "syncline_scratch_" + std::to_string(time(nullptr)) + "_0_1";
  session->execute("CREATE DATABASE " + young);
  session->execute("CREATE DATABASE syncline_scratch_1700000000_0_1");
  ScratchOptions options;
  options.url = url();
  dialect().scratch(options);
  EXPECT_EQ(databases_like(*session, young), "1");
  EXPECT_EQ(databases_like(*session, "syncline_scratch_1700000000"), "0");
  session->execute("DROP DATABASE " + young);
}

}  // namespace
}  // namespace syncline::postgres
