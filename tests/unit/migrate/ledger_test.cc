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
    return {revision, "message " + revision, "checksum", "", "2025-01-01T00:00:00.000Z", "me@here",
            "tool"};
  }
  JournalEntry entry(const std::string& sql) {
    return {"a", Direction::Up, 1, 2, sql, 1.5, "2025-01-01T00:00:00.000Z", "me@here", "tool"};
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
  EXPECT_EQ(read.checksum, "checksum");
  EXPECT_EQ(read.applied_at, "2025-01-01T00:00:00.000Z");
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
  ledger.set_unfinished(std::nullopt);
  EXPECT_FALSE(ledger.unfinished());
}

TEST_F(LedgerTest, JournalsInOrder) {
  ledger.create();
  ledger.journal({});
  ledger.journal({entry("one"), entry("two")});
  ledger.journal({entry("three")});
  EXPECT_EQ(journal(), "one|two|three");
}

TEST_F(LedgerTest, JournalsManyStatementsAtOnce) {
  ledger.create();
  std::vector<JournalEntry> entries;
  for (int i = 0; i < 1234; ++i) entries.push_back(entry(std::to_string(i)));
  ledger.journal(entries);
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
  ledger.journal({entry(sql)});
  EXPECT_EQ(journal(), std::string(7999, 'x') + " … (8199 bytes in all)");
}

TEST_F(LedgerTest, JournalsNoSecrets) {
  remember_secret("hunter22");
  ledger.create();
  ledger.journal({entry("CREATE ROLE r PASSWORD 'hunter22'")});
  EXPECT_EQ(journal(), "CREATE ROLE r PASSWORD '***'");
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
