// Several revisions in one transaction.
#include <gtest/gtest.h>

#include "migrate/apply.h"
#include "unit/migrate/database.h"
#include "unit/postgres/support.h"

namespace syncline {
namespace {

using testing::Database;
using testing::error_of;
using Ids = std::vector<std::string>;

const ApplyOptions together{.applied_by = "ann@desk", .together = true};

std::string ways(const std::string& up, const std::string& down) {
  return "-- syncline: up\n" + up + "\n-- syncline: down\n" + down + "\n";
}

TEST(Together, AllAreThereInOneTransaction) {
  Database database;
  database.revision("1", {}, ways("CREATE TABLE a (x);", "DROP TABLE a;"));
  database.revision("2", {"1"}, ways("", ""));
  database.revision("3", {"2"}, ways("CREATE TABLE b (x);\nCREATE INDEX i ON b (x);", ""));
  Ids events;
  ApplyOptions options = together;
  options.progress = [&](const Progress& at) {
    events.push_back(at.revision->id + (at.finished ? " finished" : " begun"));
    EXPECT_EQ(at.of, 3u);
  };
  int commits = 0;
  database.session.before = [&](const std::string& sql) { commits += sql == "COMMIT"; };
  EXPECT_EQ(database.upgrade(options), (Ids{"1", "2", "3"}));
  EXPECT_EQ(commits, 1 + 1);  // the ledger's tables, then all of them
  EXPECT_EQ(events,
            (Ids{"1 begun", "2 begun", "3 begun", "1 finished", "2 finished", "3 finished"}));
  EXPECT_EQ(database.tables(), "a b");
  EXPECT_EQ(database.journal(), "CREATE TABLE a (x) CREATE TABLE b (x) CREATE INDEX i ON b (x)");
  EXPECT_EQ(
      database.all("SELECT revision || ' ' || (started_at <= finished_at) || ' ' || applied_by "
                   "FROM syncline_revisions ORDER BY position"),
      "1 1 ann@desk 2 1 ann@desk 3 1 ann@desk");
}

TEST(Together, NoneIsThereWhenOneFails) {
  Database database;
  database.revision("1", {}, ways("CREATE TABLE a (x);", "DROP TABLE a;"));
  database.revision("2", {"1"}, ways("CREATE TABLE b (x);\nCREATE TABLE b (x);", ""));
  const Error error = error_of([&] { database.upgrade(together); });
  EXPECT_NE(std::string(error.what()).find("already exists"), std::string::npos) << error.what();
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 5u);
  EXPECT_EQ(database.tables(), "");
  EXPECT_TRUE(database.applied().empty());
  EXPECT_EQ(database.all("SELECT revision || outcome || statement FROM syncline_journal"),
            "2failed2");
  // And each for itself: the first stays.
  EXPECT_THROW(database.upgrade(), Error);
  EXPECT_EQ(database.tables(), "a");
}

TEST(Together, NoneIsThereWhenTheLedgerCannotBeWritten) {
  Database database;
  database.revision("1", {}, ways("CREATE TABLE a (x);", ""));
  database.revision("2", {"1"}, ways("CREATE TABLE b (x);", ""));
  Ledger(database.session, sqlite::dialect()).create();
  database.session.before = [](const std::string& sql) {
    if (sql == "COMMIT") throw Error(Failure::Database, "disk full");
  };
  EXPECT_THROW(database.upgrade(together), Error);
  EXPECT_EQ(database.tables(), "");
  EXPECT_TRUE(database.applied().empty());
}

TEST(Together, WhatStandsOutsideATransactionIsCarriedOutOneByOne) {
  Database database;
  database.revision("1", {}, ways("CREATE TABLE a (x);", ""));
  database.revision("2", {"1"},
                    "-- syncline: up outside transaction\nCREATE TABLE b (x);\n"
                    "-- syncline: down\nDROP TABLE b;\n");
  database.revision("3", {"2"}, ways("SELECT nonsense;", ""));
  EXPECT_THROW(database.upgrade(together), Error);
  EXPECT_EQ(database.tables(), "a b");
}

class TogetherOnPostgres : public postgres::WithServer {
 protected:
  std::vector<std::string> upgrade() {
    const History history = History::load(files_.path(), postgres::dialect().syntax);
    return ids_of(apply_revisions(*session, postgres::dialect(),
                                  history.to_apply({}, *history.head()), Direction::Up, together));
  }
  void revision(const std::string& id, const std::string& parent, const std::string& up) {
    files_.write(id + ".sql", "-- syncline: revision " + id + "\n" +
                                  (parent.empty() ? "" : "-- syncline: parent " + parent + "\n") +
                                  ways(up, ""));
  }
  bool is_there(const std::string& name) {
    return !session->query("SELECT 1 WHERE to_regclass($1) IS NOT NULL", {name}).empty();
  }

 private:
  testing::Folder files_;
};

TEST_F(TogetherOnPostgres, AllOrNone) {
  revision("1", "", "CREATE TABLE a (x int);\nINSERT INTO a VALUES (1);");
  revision("2", "1", "CREATE TABLE b (x int);\nALTER TABLE a ADD y int NOT NULL;");
  const Error error = postgres::error_of([&] { upgrade(); });
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 5u);
  EXPECT_FALSE(is_there("a"));
  revision("2", "1", "CREATE TABLE b (x int);\nALTER TABLE a ADD y int;");
  EXPECT_EQ(upgrade(), (Ids{"1", "2"}));
  EXPECT_TRUE(is_there("b"));
  const Rows rows = session->query("SELECT DISTINCT xmin::text AS xmin FROM syncline.revisions");
  EXPECT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(Ledger(*session, postgres::dialect()).journal({"2"}).size(), 3u);  // one failed
}

TEST_F(TogetherOnPostgres, WhatNeedsACommitBeforeItGetsOne) {
  revision("1", "", "CREATE TYPE mood AS ENUM ('good');\nCREATE TABLE a (x int);");
  upgrade();
  revision("2", "1", "ALTER TYPE mood ADD VALUE 'bad';");
  revision("3", "2", "CREATE TABLE moods (m mood DEFAULT 'bad');");
  EXPECT_EQ(upgrade(), (Ids{"2", "3"}));
  EXPECT_TRUE(is_there("moods"));
}

}  // namespace
}  // namespace syncline
