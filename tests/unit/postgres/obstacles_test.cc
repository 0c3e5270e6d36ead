// What of a server's activity is in the way of a change.
#include "postgres/obstacles.h"

#include <algorithm>

#include "base/secret.h"
#include "support.h"

namespace syncline::postgres {
namespace {

using Effect = Obstacle::Effect;

class ObstacleTest : public WithServer {
 protected:
  void SetUp() override {
    WithServer::SetUp();
    if (IsSkipped()) return;
    session->execute("CREATE TABLE orders (a int); CREATE TABLE other (a int)");
    question.tables = {{"public", "orders"}, {"public", "not_there_yet"}};
    question.patience = std::chrono::seconds(0);
  }

  Obstacles look() { return obstacle_tools.look(*session, question); }

  /// The one text that holds `part`; a failure when there is none, or several.
  Obstacle with(const Obstacles& obstacles, const std::string& part) {
    std::vector<Obstacle> found;
    std::ranges::copy_if(obstacles.found, std::back_inserter(found),
                         [&](const Obstacle& one) { return one.text.find(part) != one.text.npos; });
    EXPECT_EQ(found.size(), 1u) << part;
    return found.empty() ? Obstacle{} : found.front();
  }

  ObstacleQuestion question;
};

TEST_F(ObstacleTest, AQuietServerHasNone) {
  const Obstacles obstacles = look();
  for (const Obstacle& one : obstacles.found) ADD_FAILURE() << one.text;
  for (const std::string& one : obstacles.unseen) ADD_FAILURE() << one;
}

TEST_F(ObstacleTest, ATransactionThatHoldsALockBlocks) {
  const auto reader = another();
  reader->execute("SET application_name = 'a long report'");
  reader->begin();
  reader->query("SELECT a,\n   'x' FROM orders");
  const Obstacle found = with(look(), "a long report");
  EXPECT_EQ(found.effect, Effect::Blocks);
  EXPECT_EQ(found.text.find("pid " + value(*reader, "pg_backend_pid()") + " (user syncline"), 0u);
  EXPECT_NE(found.text.find("idle in transaction"), found.text.npos) << found.text;
  EXPECT_NE(found.text.find("holds a lock on public.orders"), found.text.npos) << found.text;
}

TEST_F(ObstacleTest, OneThatMayStillEndByItselfIsLeftAlone) {
  question.patience = std::chrono::seconds(600);
  const auto reader = another();
  reader->begin();
  reader->query("SELECT a FROM orders");
  EXPECT_TRUE(look().found.empty());
}

TEST_F(ObstacleTest, OneWithoutALockOnOursOnlySlows) {
  const auto reader = another();
  reader->begin();
  reader->query("SELECT a FROM other");
  EXPECT_EQ(with(look(), "CREATE INDEX CONCURRENTLY").effect, Effect::Slows);
}

TEST_F(ObstacleTest, WhatAForeignKeyPointsAtMayBeRead) {
  question.tables = {{"public", "orders", false}};
  const auto one = another();
  one->begin();
  one->query("SELECT a FROM orders");
  EXPECT_EQ(with(look(), "CREATE INDEX CONCURRENTLY").effect, Effect::Slows);
  one->execute("INSERT INTO orders VALUES (1)");
  EXPECT_EQ(with(look(), "holds a lock on public.orders").effect, Effect::Blocks);
}

TEST_F(ObstacleTest, AQueryIsCutAndMasked) {
  remember_secret("s3cret-of-the-test");
  const auto reader = another();
  reader->begin();
  reader->query("SELECT a, 's3cret-of-the-test', '" + std::string(200, 'x') + "' FROM orders");
  const Obstacle found = with(look(), "public.orders");
  EXPECT_EQ(found.text.find("s3cret"), found.text.npos) << found.text;
  EXPECT_NE(found.text.find("'***', 'xxx"), found.text.npos) << found.text;
  EXPECT_TRUE(found.text.ends_with("x…")) << found.text;
}

TEST_F(ObstacleTest, ADumpBlocksHoweverYoung) {
  question.patience = std::chrono::seconds(600);
  const auto dump = another();
  dump->execute("SET application_name = 'pg_dump'");
  EXPECT_EQ(with(look(), "is a dump that is running").effect, Effect::Slows);
  dump->begin();
  dump->execute("LOCK TABLE orders IN ACCESS SHARE MODE");
  EXPECT_EQ(with(look(), "is a dump that reads public.orders").effect, Effect::Blocks);
}

TEST_F(ObstacleTest, OfOthersOnlyTheLocksAreSeen) {
  const auto reader = another();
  reader->begin();
  reader->query("SELECT a FROM orders");
  session->execute("CREATE ROLE obstacle_nobody; SET ROLE obstacle_nobody");
  const Obstacles obstacles = look();
  session->execute("RESET ROLE; DROP ROLE obstacle_nobody");
  const Obstacle found = with(obstacles, "for how long is not to be seen");
  EXPECT_EQ(found.effect, Effect::Slows);
  ASSERT_EQ(obstacles.unseen.size(), 1u);
  EXPECT_NE(obstacles.unseen.front().find("GRANT pg_read_all_stats TO obstacle_nobody"),
            std::string::npos);
}

TEST_F(ObstacleTest, ManyObjectsNeedRoomForTheirLocks) {
  question.relations = 1'000'000;
  EXPECT_EQ(with(look(), "max_locks_per_transaction").effect, Effect::Blocks);
}

TEST_F(ObstacleTest, ThePlaceOfTheFilesIsKnownOnThisMachine) {
  const DiskRoom room = obstacle_tools.room(*session);
  EXPECT_EQ(room.where, value("current_setting('data_directory')"));
  EXPECT_GT(room.free.value_or(0), 0u);
}

/// What rows that no test server gives would mean.
Obstacles judged(const ObstacleLook& look, std::vector<std::string> columns,
                 std::vector<std::optional<std::string>> row, const ObstacleQuestion& question) {
  Obstacles obstacles;
  look.judge({std::move(columns), {std::move(row)}}, question, obstacles);
  return obstacles;
}

std::vector<std::string> texts(const Obstacles& obstacles) {
  std::vector<std::string> result;
  for (const Obstacle& one : obstacles.found) {
    result.push_back((one.effect == Effect::Blocks ? "blocks: " : "slows: ") + one.text);
  }
  return result;
}

using Texts = std::vector<std::string>;

TEST(Obstacles, AVacuumAgainstWraparoundDoesNotGiveWay) {
  const std::vector<std::string> columns{"pid",  "user",   "application", "state",
                                         "type", "tables", "query",       "age"};
  const auto of = [&](const std::string& query, const std::optional<std::string>& tables) {
    return texts(judged(session_look, columns,
                        {"7", "", "", "active", "autovacuum worker", tables, query, "90"}, {}));
  };
  const std::string against = "autovacuum: VACUUM public.a (to prevent wraparound)";
  EXPECT_EQ(of(against, "public.a"),
            Texts{"blocks: pid 7 is an autovacuum to prevent wraparound of public.a, which does "
                  "not give way"});
  EXPECT_EQ(of(against, std::nullopt), Texts{});
  EXPECT_EQ(of("autovacuum: VACUUM public.a", "public.a"), Texts{});
}

TEST(Obstacles, PreparedTransactionsHoldWhatTheyLocked) {
  const auto of = [](const std::optional<std::string>& tables) {
    return texts(judged(prepared_look, {"gid", "user", "tables", "age"},
                        {"payment 7", "ann", tables, "300"}, {}));
  };
  EXPECT_EQ(
      of("public.a"),
      Texts{"blocks: prepared transaction \"payment 7\" (user ann, for 5 min) holds a lock on "
            "public.a: only COMMIT PREPARED or ROLLBACK PREPARED ends it"});
  EXPECT_TRUE(of(std::nullopt).front().starts_with("slows: prepared transaction"));
}

TEST(Obstacles, ADatabaseNearItsLastTransactionStops) {
  const auto of = [](const std::string& age) {
    return texts(judged(wraparound_look, {"age"}, {age}, {}));
  };
  EXPECT_EQ(of("200000000"), Texts{});
  EXPECT_TRUE(of("1700000000").front().starts_with("slows: "));
  EXPECT_EQ(of("2140000000"),
            Texts{"blocks: the database is 2140000000 transactions old: the server takes no more "
                  "writes in 4483648 transactions, unless it is vacuumed"});
}

TEST(Obstacles, ReplicasThatAreFarBehindAreNamed) {
  const auto of = [](const std::string& state, const std::optional<std::string>& lag,
                     const std::optional<std::string>& behind) {
    return texts(
        judged(replica_look, {"name", "state", "lag", "behind"}, {"west", state, lag, behind}, {}));
  };
  EXPECT_EQ(of("streaming", "1", "1000"), Texts{});
  EXPECT_EQ(of("streaming", std::nullopt, std::nullopt), Texts{});
  EXPECT_EQ(of("streaming", "90", "1000000"),
            Texts{"slows: replica west is 90 s and 1.0 MB behind"});
  EXPECT_EQ(of("backup", std::nullopt, "5"), Texts{"slows: a base backup is running (west)"});
}

TEST(Obstacles, ASlotThatNobodyUsesIsNamed) {
  EXPECT_EQ(texts(judged(slot_look, {"name", "kept"}, {"left_behind", "24000000"}, {})),
            Texts{"slows: replication slot left_behind is not in use, and keeps 24 MB of WAL on "
                  "the disk; what the change writes comes on top"});
}

TEST(Obstacles, CommitsThatWaitForNobodyStop) {
  const auto of = [](const std::string& waits) {
    return texts(judged(commit_look, {"names", "waits"}, {"west", waits}, {}));
  };
  EXPECT_EQ(of("f"), Texts{});
  EXPECT_EQ(of("t").size(), 1u);
  EXPECT_TRUE(of("t").front().starts_with("blocks: no synchronous replica is connected"));
}

}  // namespace
}  // namespace syncline::postgres
