#include "migrate/ledger.h"

#include <gtest/gtest.h>

#include <regex>

#include "base/secret.h"
#include "unit/migrate/database.h"

namespace syncline {
namespace {

using testing::error_of;

class LedgerTest : public ::testing::Test {
 protected:
  Applied applied(const std::string& revision) {
    Applied one;
    one.revision = revision;
    one.message = "message " + revision;
    one.file = revision + ".sql";
    one.checksum = "checksum";
    one.meaning = "meaning";
    one.how = How::Stamped;
    one.finished_at = "2025-01-01T00:00:00.000Z";
    one.applied_by = "me@here";
    one.tool = "tool";
    return one;
  }
  JournalEntry entry(const std::string& sql) {
    JournalEntry one;
    one.revision = "a";
    one.action = "up";
    one.section = 1;
    one.statement = 2;
    one.sql = sql;
    one.milliseconds = 1.5;
    return one;
  }
  std::string journal() {
    const Rows rows = session->query(
        "SELECT group_concat(sql, '|') AS all_sql FROM "
        "(SELECT sql FROM syncline_journal ORDER BY entry)");
    return rows.text(0, "all_sql");
  }

  std::unique_ptr<Session> session = sqlite::dialect().connect("sqlite::memory:", {});
  Ledger ledger{*session, sqlite::dialect()};
};

TEST_F(LedgerTest, WithoutALedgerNothingIsApplied) {
  EXPECT_FALSE(ledger.exists());
  EXPECT_TRUE(ledger.applied().empty());
  EXPECT_FALSE(ledger.verified());
}

TEST_F(LedgerTest, MayBeCreatedTwice) {
  ledger.create();
  ledger.add(applied("a"));
  ledger.create();
  EXPECT_TRUE(ledger.exists());
  EXPECT_EQ(ledger.applied().size(), 1u);
}

TEST_F(LedgerTest, AnEmptyOneHasNothingApplied) {
  ledger.create();
  EXPECT_TRUE(ledger.applied().empty());
}

DeploymentRow deployment(const std::string& id, const std::string& state) {
  return {id,
          "live",
          "push",
          state,
          "2025-01-01T00:00:00.000Z",
          "",
          "me@here",
          "tool",
          "{\"it's\": \"C:\\\\x\"}\n"};
}

TEST_F(LedgerTest, KeepsTheLastWordOfEachDeployment) {
  EXPECT_TRUE(ledger.deployments().empty());
  ledger.create();
  EXPECT_TRUE(ledger.deployments().empty()) << "it has no table of them yet";
  ledger.save_deployment(deployment("1", "running"));
  ledger.save_deployment(deployment("2", "running"));
  ledger.save_deployment(deployment("1", "done"));
  const std::vector<DeploymentRow> all = ledger.deployments();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].deployment, "2");
  EXPECT_EQ(all[1].state, "done");
  EXPECT_EQ(all[1].environment, "live");
  EXPECT_EQ(all[1].applied_by, "me@here");
  EXPECT_EQ(all[1].record, deployment("1", "").record);
  EXPECT_EQ(ledger.deployments({.limit = 1}).size(), 1u);
  EXPECT_TRUE(ledger.deployments({.environment = "other"}).empty());
  EXPECT_EQ(ledger.deployments({.environment = "live", .records = false})[0].record, "");
  const std::map<std::string, std::int64_t> counts{{"done", 1}, {"running", 1}};
  EXPECT_EQ(ledger.deployment_counts("live"), counts);
}

TEST_F(LedgerTest, KeepsTheOrderOfApplication) {
  ledger.create();
  for (const char* revision : {"b", "a", "c"}) ledger.add(applied(revision));
  ledger.remove("a");
  ledger.add(applied("a"));
  std::string order;
  for (const Applied& revision : ledger.applied()) order += revision.revision;
  EXPECT_EQ(order, "bca");
  EXPECT_TRUE(ledger.has("a"));
  EXPECT_FALSE(ledger.has("d"));
}

TEST_F(LedgerTest, KeepsAllThatIsSaidOfARevision) {
  ledger.create();
  ledger.add(applied("a"));
  const Applied read = ledger.applied().front();
  EXPECT_EQ(read.message, "message a");
  EXPECT_EQ(read.file, "a.sql");
  EXPECT_EQ(read.checksum, "checksum");
  EXPECT_EQ(read.meaning, "meaning");
  EXPECT_EQ(read.how, How::Stamped);
  EXPECT_EQ(read.finished_at, "2025-01-01T00:00:00.000Z");
  EXPECT_EQ(read.applied_by, "me@here");
  EXPECT_EQ(read.tool, "tool");
}

TEST_F(LedgerTest, RemembersWhatWasVerifiedLast) {
  ledger.create();
  ledger.add(applied("a"));
  EXPECT_FALSE(ledger.verified());
  ledger.set_verified("a", {"print1", "stamp1"});
  ledger.set_verified("a", {"print2", "stamp2"});
  ASSERT_TRUE(ledger.verified());
  EXPECT_EQ(ledger.verified()->fingerprint, "print2");
  EXPECT_EQ(ledger.verified()->stamp, "stamp2");
  EXPECT_EQ(ledger.applied().front().fingerprint, "print2");
}

TEST_F(LedgerTest, RemembersWhatWasBegun) {
  ledger.create();
  EXPECT_FALSE(ledger.unfinished());
  ledger.set_unfinished(Unfinished{"a", Direction::Down, 3, "sum"});
  const std::optional<Unfinished> begun = ledger.unfinished();
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->revision, "a");
  EXPECT_EQ(begun->direction, Direction::Down);
  EXPECT_EQ(begun->statements, 3u);
  EXPECT_EQ(begun->checksum, "sum");
  EXPECT_FALSE(begun->begun);
  ledger.set_unfinished(Unfinished{"a", Direction::Up, 3, "sum", "what was seen"});
  EXPECT_EQ(ledger.unfinished()->begun, "what was seen");
  ledger.set_unfinished(Unfinished{"a", Direction::Up, 3, "sum", ""});
  EXPECT_EQ(ledger.unfinished()->begun, "");
  ledger.set_unfinished(std::nullopt);
  EXPECT_FALSE(ledger.unfinished());
}

TEST_F(LedgerTest, JournalsInOrder) {
  ledger.create();
  ledger.record({});
  ledger.record({entry("one"), entry("two")});
  ledger.record({entry("three")});
  EXPECT_EQ(journal(), "one|two|three");
}

TEST_F(LedgerTest, TheServersClockIsUsedWhereNoTimeIsGiven) {
  ledger.create();
  const std::string before = utc_now();
  ledger.record({entry("one")});
  const JournalEntry read = ledger.journal({}).front();
  EXPECT_EQ(read.started_at.size(), before.size());
  EXPECT_GE(read.finished_at, before);
}

TEST_F(LedgerTest, ReadsTheNewestOfTheJournalAndOfOneRevision) {
  ledger.create();
  JournalEntry other = entry("other");
  other.revision = "b";
  other.outcome = StatementOutcome::Failed;
  other.note = "it's no table";
  ledger.record({entry("one"), other, entry("two")});
  const std::vector<JournalEntry> newest = ledger.journal({.limit = 2});
  ASSERT_EQ(newest.size(), 2u);
  EXPECT_EQ(newest[0].sql, "other");
  EXPECT_EQ(newest[0].outcome, StatementOutcome::Failed);
  EXPECT_EQ(newest[0].note, "it's no table");
  EXPECT_EQ(newest[1].entry, 3);
  EXPECT_DOUBLE_EQ(newest[1].milliseconds, 1.5);
  EXPECT_EQ(ledger.journal({.revision = "a"}).size(), 2u);
}

TEST_F(LedgerTest, JournalsManyStatementsAtOnce) {
  ledger.create();
  std::vector<JournalEntry> entries;
  for (int i = 0; i < 1234; ++i) entries.push_back(entry(std::to_string(i)));
  ledger.record(entries);
  const Rows rows = session->query(
      "SELECT count(*) AS n, max(entry) AS last FROM syncline_journal "
      "WHERE entry = CAST(sql AS integer) + 1");
  EXPECT_EQ(rows.text(0, "n"), "1234");
  EXPECT_EQ(rows.text(0, "last"), "1234");
}

TEST_F(LedgerTest, JournalsLongStatementsInShort) {
  ledger.create();
  std::string sql(7999, 'x');
  for (int i = 0; i < 100; ++i) sql += "é";
  ledger.record({entry(sql)});
  std::string shortened(7999, 'x');
  shortened += " … (8199 bytes in all)";
  EXPECT_EQ(journal(), shortened);
}

TEST_F(LedgerTest, JournalsNoSecrets) {
  remember_secret("hunter22");
  ledger.create();
  ledger.record({entry("CREATE ROLE r PASSWORD 'hunter22'")});
  EXPECT_EQ(journal(), "CREATE ROLE r PASSWORD '***'");
}

TEST_F(LedgerTest, OneRunHasTheLease) {
  EXPECT_FALSE(ledger.lease());
  ledger.create();
  EXPECT_FALSE(ledger.lease());
  session->execute(ledger.sql().take_lease({"one", "ann@desk", "desk", 7, "upgrade", "", ""}));
  session->execute(ledger.sql().take_lease({"two", "bob@desk", "desk", 8, "downgrade", "", ""}));
  session->execute(ledger.sql().drop_lease("one"));
  const std::optional<Lease> lease = ledger.lease();
  ASSERT_TRUE(lease);
  EXPECT_EQ(lease->owner, "two");
  EXPECT_EQ(lease->who, "bob@desk");
  EXPECT_EQ(lease->pid, 8);
  EXPECT_EQ(lease->purpose, "downgrade");
  EXPECT_LE(lease->heartbeat, lease->seen);
  session->execute(ledger.sql().drop_lease("two"));
  EXPECT_FALSE(ledger.lease());
}

TEST_F(LedgerTest, RefusesANewerOne) {
  ledger.create();
  session->execute("UPDATE syncline_state SET value = '99' WHERE name = 'version'");
  const std::vector<std::function<void()>> uses = {
      [&] { ledger.create(); }, [&] { ledger.applied(); }, [&] { ledger.verified(); }};
  for (const auto& use : uses) {
    const Error error = error_of(use);
    EXPECT_EQ(error.failure, Failure::Refused);
    EXPECT_NE(std::string(error.what()).find("newer syncline"), std::string::npos);
  }
}

TEST_F(LedgerTest, OneWithoutItsVersionIsDamagedNotEmpty) {
  ledger.create();
  ledger.add(applied("a"));
  session->execute("DELETE FROM syncline_state");
  EXPECT_EQ(error_of([&] { ledger.applied(); }).failure, Failure::Database);
}

TEST_F(LedgerTest, IsNoPartOfTheSchema) {
  ledger.create();
  EXPECT_TRUE(session->read({}).empty());
}

TEST(UtcNow, IsIso8601) {
  EXPECT_TRUE(std::regex_match(
      utc_now(), std::regex(R"(20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d\.\d{3}Z)")));
}

}  // namespace
}  // namespace syncline
