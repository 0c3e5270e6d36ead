#include "migrate/apply.h"

#include <gtest/gtest.h>

#include "migrate/meaning.h"
#include "unit/migrate/database.h"

namespace syncline {
namespace {

using testing::Database;
using testing::error_of;
using Ids = std::vector<std::string>;

/// Three revisions in a line, each a table.
void three_tables(const Database& database) {
  database.revision("1", {},
                    "-- syncline: up\nCREATE TABLE a (x);\n-- syncline: down\nDROP TABLE a;\n");
  database.revision("2", {"1"},
                    "-- syncline: up\nCREATE TABLE b (x);\nCREATE INDEX bi ON b (x);\n"
                    "-- syncline: down\nDROP TABLE b;\n");
  database.revision("3", {"2"},
                    "-- syncline: up\nCREATE TABLE c (x);\n-- syncline: down\nDROP TABLE c;\n");
}

TEST(Apply, UpgradesAndDowngrades) {
  Database database;
  three_tables(database);
  EXPECT_EQ(database.upgrade(), (Ids{"1", "2", "3"}));
  EXPECT_EQ(database.tables(), "a b c");
  EXPECT_EQ(database.downgrade("1"), (Ids{"3", "2"}));
  EXPECT_EQ(database.tables(), "a");
  EXPECT_EQ(database.applied(), (std::set<std::string>{"1"}));
  EXPECT_EQ(database.upgrade(), (Ids{"2", "3"}));
  EXPECT_EQ(database.tables(), "a b c");
}

TEST(Apply, NothingToDoTouchesNothing) {
  Database database;
  EXPECT_TRUE(apply_revisions(database.session, sqlite::dialect(), {}, Direction::Up, {}).empty());
  EXPECT_FALSE(Ledger(database.session, sqlite::dialect()).exists());
}

TEST(Apply, TheLedgerSaysWhoAndWhat) {
  Database database;
  three_tables(database);
  database.upgrade({.applied_by = "ann@desk"});
  const Applied second = Ledger(database.session, sqlite::dialect()).applied().at(1);
  EXPECT_EQ(second.revision, "2");
  EXPECT_EQ(second.checksum, database.history().find("2")->checksum);
  EXPECT_EQ(second.file, "2.sql");
  EXPECT_EQ(second.meaning, meaning_of(*database.history().find("2"), sqlite::dialect().syntax));
  EXPECT_EQ(second.how, How::Applied);
  EXPECT_LE(second.started_at, second.finished_at);
  EXPECT_EQ(second.applied_by, "ann@desk");
  EXPECT_EQ(second.tool, tool_name());
}

TEST(Apply, EveryStatementIsInTheJournal) {
  Database database;
  three_tables(database);
  database.upgrade();
  database.downgrade("2");
  EXPECT_EQ(database.journal(),
            "CREATE TABLE a (x) CREATE TABLE b (x) CREATE INDEX bi ON b (x) "
            "CREATE TABLE c (x) DROP TABLE c");
  EXPECT_EQ(database.all("SELECT revision || action || section || statement FROM syncline_journal "
                         "ORDER BY entry"),
            "1up11 2up11 2up12 3up11 3down11");
}

TEST(Apply, ARevisionWithoutStatementsIsRecorded) {
  Database database;
  database.revision("1", {}, "-- syncline: up\n-- syncline: down\n");
  EXPECT_EQ(database.upgrade(), (Ids{"1"}));
  EXPECT_EQ(database.applied(), (std::set<std::string>{"1"}));
  EXPECT_EQ(database.downgrade(), (Ids{"1"}));
  EXPECT_TRUE(database.applied().empty());
}

TEST(Apply, EachRevisionIsOneTransaction) {
  Database database;
  three_tables(database);
  int commits = 0;
  database.session.before = [&](const std::string& sql) { commits += sql == "COMMIT"; };
  database.upgrade();
  EXPECT_EQ(commits, 1 + 3);  // the ledger's tables, then the revisions
}

TEST(Apply, SectionsAreTransactionsOfTheirOwn) {
  Database database;
  database.revision("1", {},
                    "-- syncline: up\nCREATE TABLE a (x);\n-- syncline: up\nCREATE TABLE b (x);\n");
  std::string seen;
  database.session.before = [&](const std::string& sql) {
    if (sql == "CREATE TABLE b (x)") seen = database.tables();
  };
  database.upgrade();
  EXPECT_EQ(seen, "a");
}

TEST(Apply, WhatTheDialectRefusesInATransactionRunsOutside) {
  Database database;
  database.revision("1", {},
                    "-- syncline: up\nCREATE TABLE a (x);\nVACUUM;\nCREATE TABLE b (x);\n"
                    "-- syncline: up outside transaction\nVACUUM;\n");
  EXPECT_EQ(database.upgrade(), (Ids{"1"}));
  EXPECT_EQ(database.journal(), "CREATE TABLE a (x) VACUUM CREATE TABLE b (x) VACUUM");
}

TEST(Apply, WithoutADownNothingIsTakenBack) {
  Database database;
  three_tables(database);
  database.revision("2", {"1"}, "-- syncline: up\nCREATE TABLE b (x);\n");
  database.upgrade();
  const Error error = error_of([&] { database.downgrade(); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_NE(std::string(error.what()).find("revision 2 cannot be taken back"), std::string::npos);
  EXPECT_EQ(database.tables(), "a b c");
}

TEST(Apply, AnErrorHasItsPlaceAndSaysWhatStands) {
  Database database;
  three_tables(database);
  database.revision("2", {"1"},
                    "-- syncline: up\nCREATE TABLE b (x);\n\n  CREATE INDEX bi ON nowhere (x);\n");
  const Error error = error_of([&] { database.upgrade(); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_TRUE(std::string(error.what()).starts_with("2.sql:6:")) << error.what();
  EXPECT_NE(std::string(error.what()).find("nowhere"), std::string::npos) << error.what();
  EXPECT_EQ(error.place->file, (database.files.path() / "migrations/2.sql").string());
  EXPECT_EQ(error.place->line, 6);
  EXPECT_NE(error.hint.find("revision 2 was rolled back; 1 revision before it is applied"),
            std::string::npos)
      << error.hint;
  EXPECT_EQ(database.tables(), "a");
  EXPECT_EQ(database.applied(), (std::set<std::string>{"1"}));
}

TEST(Apply, AnErrorOfTheCommitNamesTheFile) {
  Database database;
  three_tables(database);
  int commits = 0;
  database.session.before = [&](const std::string& sql) {
    if (sql == "COMMIT" && ++commits == 3) throw Error(Failure::Database, "disk full");
  };
  const Error error = error_of([&] { database.upgrade(); });
  EXPECT_STREQ(error.what(), "2.sql: disk full");
  EXPECT_EQ(database.tables(), "a");
}

TEST(Apply, AnInterruptLeavesNothingHalfApplied) {
  Database database;
  three_tables(database);
  database.session.before = [](const std::string& sql) {
    if (sql.starts_with("CREATE INDEX")) throw Interrupted(2);
  };
  EXPECT_THROW(database.upgrade(), Interrupted);
  EXPECT_EQ(database.tables(), "a");
  EXPECT_EQ(database.applied(), (std::set<std::string>{"1"}));
}

TEST(Apply, LeavesOutWhatAnotherProcessHasDone) {
  Database database;
  three_tables(database);
  const History history = database.history();
  const auto planned = history.to_apply({}, *history.head());
  database.upgrade();
  EXPECT_TRUE(
      apply_revisions(database.session, sqlite::dialect(), planned, Direction::Up, {}).empty());
  EXPECT_EQ(database.tables(), "a b c");
}

TEST(Apply, LooksAgainInsideEachTransaction) {
  Database database;
  three_tables(database);
  Ledger(database.session, sqlite::dialect()).create();
  int begins = 0;
  database.session.before = [&](const std::string& sql) {
    if (sql != "BEGIN" || ++begins != 2) return;
    // Another process, which shares no lock file with us, applies revision 2.
    const std::unique_ptr<Session> other = database.open();
    OpenTransaction transaction(*other);
    other->execute("CREATE TABLE b (x)");
    Ledger(*other, sqlite::dialect()).add({.revision = "2"});
    transaction.commit();
  };
  EXPECT_EQ(database.upgrade(), (Ids{"1", "3"}));
  EXPECT_EQ(database.tables(), "a b c");
}

TEST(Apply, SettingsEndWithTheirRevision) {
  Database database;
  three_tables(database);
  database.revision("2", {"1"}, "-- syncline: up\nPRAGMA cache_size = 100;\nCREATE TABLE b (x);\n");
  Dialect dialect = sqlite::dialect();
  dialect.reset_settings_sql = "PRAGMA cache_size = -2000";
  std::string ran;
  database.session.before = [&](const std::string& sql) {
    if (sql.starts_with("PRAGMA") || sql.starts_with("CREATE TABLE c")) ran += sql + ". ";
  };
  const History history = database.history();
  apply_revisions(database.session, dialect, history.to_apply({}, *history.head()), Direction::Up,
                  {});
  EXPECT_EQ(ran, "PRAGMA cache_size = 100. PRAGMA cache_size = -2000. CREATE TABLE c (x). ");
}

TEST(Apply, TellsItsProgress) {
  Database database;
  three_tables(database);
  std::string told;
  ApplyOptions options;
  options.progress = [&](const Progress& progress) {
    told += progress.revision->id + (progress.finished ? "." : "(");
  };
  database.upgrade(options);
  EXPECT_EQ(told, "1(1.2(2.3(3.");
}

TEST(Replay, LeavesTheSchemaOfTheUps) {
  Database database;
  three_tables(database);
  database.revision("4", {"3"}, "-- syncline: up\nCREATE TABLE d (x);\nVACUUM;\nDROP TABLE a;\n");
  const std::unique_ptr<Session> scratch = sqlite::dialect().connect("sqlite::memory:", {});
  const History history = database.history();
  replay(*scratch, history.to_apply({}, *history.head()));
  const Rows names = scratch->query(
      "SELECT group_concat(name, ' ') AS names FROM (SELECT name FROM "
      "sqlite_schema WHERE type = 'table' ORDER BY name)");
  EXPECT_EQ(names.text(0, "names"), "b c d");
}

TEST(Replay, AnErrorIsOfTheFile) {
  Database database;
  database.revision("1", {}, "-- syncline: up\n\nCREATE INDEX i ON nowhere (x);\n");
  database.revision("2", {}, "-- syncline: up outside transaction\nATTACH nonsense;\n");
  const std::unique_ptr<Session> scratch = sqlite::dialect().connect("sqlite::memory:", {});
  const History history = database.history();
  for (const char* id : {"1", "2"}) {
    const Error error = error_of([&] { replay(*scratch, {history.find(id)}); });
    EXPECT_EQ(error.failure, Failure::Input);
    EXPECT_EQ(error.place->file, history.find(id)->file.string());
    EXPECT_GT(error.place->line, 2);
  }
}

TEST(Apply, NothingRunsOfARevisionThatWaitsForAPerson) {
  Database database;
  database.revision("a", {}, "-- syncline: up\nCREATE TABLE a (x);\n");
  database.revision("b", {"a"}, "-- syncline: review why\n-- syncline: up\nCREATE TABLE b (x);\n");
  const Error error = error_of([&] { database.upgrade(); });
  EXPECT_EQ(error.failure, Failure::Refused);
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 3);
  EXPECT_TRUE(Ledger(database.session, sqlite::dialect()).applied().empty());
}

TEST(Apply, StatementsInStepAreInTheTransactionOfTheLedger) {
  Database database;
  database.revision("a", {}, "-- syncline: up\nCREATE TABLE a (x);\n");
  database.session.execute("CREATE TABLE other (n)");
  ApplyOptions options;
  options.in_step = {"INSERT INTO other SELECT COUNT(*) FROM syncline_revisions",
                     "INSERT INTO nowhere VALUES (1)"};
  error_of([&] { database.upgrade(options); });
  const auto count = [&](const std::string& table) {
    return database.session.query("SELECT COUNT(*) AS n FROM " + table, {}).text(0, "n");
  };
  EXPECT_EQ(count("other"), "0");
  EXPECT_EQ(count("syncline_revisions"), "0");
  options.in_step.pop_back();
  database.upgrade(options);
  EXPECT_EQ(database.session.query("SELECT n FROM other", {}).text(0, "n"), "1");
}

}  // namespace
}  // namespace syncline
