#include <fstream>
#include <thread>

#include "sqlite/url.h"
#include "support.h"

namespace syncline::sqlite {
namespace {

using Files = FileTest;

TEST(Url, TakesTheFormsPeopleWrite) {
  EXPECT_EQ(parse_url("sqlite:data/app.db").path, "data/app.db");
  EXPECT_EQ(parse_url("sqlite:/srv/app.db").path, "/srv/app.db");
  EXPECT_EQ(parse_url("sqlite:///app.db").path, "app.db");
  EXPECT_EQ(parse_url("sqlite:////srv/app.db").path, "/srv/app.db");
  EXPECT_EQ(parse_url("sqlite+aiosqlite:///app.db").path, "app.db");
  EXPECT_EQ(parse_url("sqlite::memory:").path, ":memory:");
  EXPECT_EQ(parse_url("sqlite://").path, ":memory:");
  EXPECT_TRUE(parse_url("sqlite:app.db?mode=ro").read_only);
}

TEST(Url, ATwoSlashPathIsRefusedWithTheRightForm) {
  Error error = error_of([] { parse_url("sqlite://app.db"); });
  EXPECT_EQ(error.failure, Failure::Config);
  EXPECT_NE(error.hint.find("sqlite:///app.db"), std::string::npos);
}

TEST_F(Files, AQueryMayBeGivenSoMuchTime) {
  const auto session = memory();
  const std::chrono::milliseconds limit(50);
  EXPECT_EQ(session->query_within(limit, "SELECT 7 AS n;").text(0, "n"), "7");
  const Error error = error_of([&] {
    session->query_within(limit,
                          "WITH RECURSIVE endless (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM "
                          "endless) SELECT max(n) FROM endless");
  });
  EXPECT_STREQ(error.what(), "it took too long and was ended");
  EXPECT_EQ(session->query("SELECT 8 AS n").text(0, "n"), "8");
  error_of([&] { session->query_within(limit, "SELECT 1; SELECT 2"); });
  error_of([&] { session->query_within(limit, " -- nothing"); });
}

TEST_F(Files, AMissingFileIsAnError) {
  Error error = error_of([&] { open("none.db", false); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_NE(std::string(error.what()).find("there is no database file"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
}

TEST_F(Files, AFolderIsAnError) {
  std::filesystem::create_directory(folder / "x");
  Error error = error_of([&] { open("x"); });
  EXPECT_NE(std::string(error.what()).find("is a folder"), std::string::npos);
}

TEST_F(Files, AMissingFolderIsAnError) {
  Error error = error_of([&] { open("x/y.db"); });
  EXPECT_NE(std::string(error.what()).find("there is no folder"), std::string::npos);
}

TEST_F(Files, AnotherSortOfFileIsAnError) {
  std::ofstream(folder / "x.db") << std::string(5000, 'x');
  Error error = error_of([&] { open("x.db"); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_NE(std::string(error.what()).find("is not a SQLite database"), std::string::npos);
}

TEST_F(Files, ALockedDatabaseIsAnErrorWhenTheBudgetIsSpent) {
  auto writer = open("x.db");
  writer->begin();
  auto other = open("x.db");
  other->set_lock_policy({std::chrono::milliseconds(5), std::chrono::milliseconds(20)});
  Error error = error_of([&] { other->begin(); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_NE(std::string(error.what()).find("database is locked"), std::string::npos);
  EXPECT_FALSE(error.hint.empty());
}

TEST_F(Files, LeavingTheWriteAheadLogWaitsForOthers) {
  auto session = open("x.db"), other = open("x.db");
  session->execute("PRAGMA journal_mode = WAL");
  other->query("SELECT * FROM sqlite_schema");
  session->set_lock_policy({std::chrono::milliseconds(5), std::chrono::milliseconds(20)});
  Error error = error_of([&] { session->execute("PRAGMA journal_mode = DELETE"); });
  EXPECT_NE(std::string(error.what()).find("database is locked"), std::string::npos);

  session->set_lock_policy({std::chrono::milliseconds(5), std::chrono::milliseconds(20000)});
  std::thread ends([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    other.reset();
  });
  session->execute("PRAGMA journal_mode = DELETE");
  ends.join();
  EXPECT_EQ(session->query("PRAGMA journal_mode").text(0, "journal_mode"), "delete");
}

TEST_F(Files, WhoLetsGoIsInNobodysWay) {
  auto session = open("x.db"), other = open("x.db");
  session->execute("PRAGMA journal_mode = WAL");
  other->query("SELECT * FROM sqlite_schema");
  other->let_go();
  session->set_lock_policy({std::chrono::milliseconds(1), std::chrono::milliseconds(1)});
  session->execute("PRAGMA journal_mode = DELETE");
  EXPECT_TRUE(other->query("SELECT * FROM sqlite_schema").empty());
}

TEST_F(Files, AReadOnlySessionDoesNotWrite) {
  open("x.db")->execute("CREATE TABLE t (a)");
  ConnectOptions options;
  options.read_only = true;
  auto session = dialect().connect(url("x.db"), options);
  EXPECT_EQ(session->read({}).size(), 2u);
  EXPECT_EQ(error_of([&] { session->execute("DROP TABLE t"); }).failure, Failure::Database);
}

TEST(SessionQuery, BindsByPosition) {
  auto session = memory();
  Rows rows = session->query("SELECT $2 AS b, $1 AS a, $2 AS again, NULL AS none", {"x", "y"});
  EXPECT_EQ(rows.text(0, "a"), "x");
  EXPECT_EQ(rows.text(0, "b"), "y");
  EXPECT_EQ(rows.text(0, "again"), "y");
  EXPECT_FALSE(rows.rows[0][3].has_value());
}

TEST(SessionError, PointsIntoTheStatement) {
  auto session = memory();
  Error error = error_of([&] { session->execute("SELECT 'ä', nothing FROM sqlite_schema"); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_EQ(error.position, 13);
  EXPECT_EQ(error.statement, "SELECT 'ä', nothing FROM sqlite_schema");
}

TEST(SessionLoad, ErrorsNameThePlaceInTheFile) {
  Error error = error_of([] { memory("CREATE TABLE t (a);\n\nCREATE TABLE\n  t (b);"); });
  EXPECT_EQ(error.failure, Failure::Input);
  ASSERT_TRUE(error.place.has_value());
  EXPECT_EQ(error.place->file, "test.sql");
  EXPECT_GE(error.place->line, 3);
}

TEST(SessionLoad, TakesDumps) {
  Catalog catalog = catalog_of(
      "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t (a);\nINSERT INTO t VALUES "
      "(1);\n"
      "COMMIT;");
  EXPECT_TRUE(catalog.has({"table", {"t"}}));
}

TEST(SessionLoad, VacuumIsPassedOverAndSaid) {
  auto session = memory();
  std::vector<std::string> notes;
  session->load(script_of("CREATE TABLE t (a); VACUUM;"), notes);
  EXPECT_EQ(notes, std::vector<std::string>{"VACUUM ignored"});
}

TEST(SessionLoad, AttachIsRefused) {
  EXPECT_EQ(error_of([] { memory("ATTACH 'x.db' AS x;"); }).failure, Failure::Input);
}

TEST(SessionTransaction, NewViolationsAreRolledBack) {
  auto session = memory(
      "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p);"
      "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);");
  Error error = error_of([&] {
    OpenTransaction transaction(*session);
    session->execute("DELETE FROM p");
    transaction.commit();
  });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_NE(std::string(error.what()).find("row 1 of table c refers to a row of p"),
            std::string::npos);
  EXPECT_EQ(session->query("SELECT count(*) AS n FROM p").text(0, "n"), "1");
}

TEST(SessionTransaction, OldViolationsMayStay) {
  auto session = memory(
      "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p);"
      "INSERT INTO c VALUES (7);");
  OpenTransaction transaction(*session);
  session->execute("UPDATE c SET p = 8");
  session->execute("CREATE TABLE other (a)");
  EXPECT_NO_THROW(transaction.commit());
}

TEST(SessionTransaction, AKeyThatCannotBeCheckedIsNoNewTrouble) {
  auto session = memory(
      "CREATE TABLE p (id INT); CREATE TABLE c (p INT REFERENCES p (id));"
      "CREATE TABLE q (id INTEGER PRIMARY KEY); CREATE TABLE d (q INT REFERENCES q);"
      "INSERT INTO c VALUES (1); INSERT INTO q VALUES (1); INSERT INTO d VALUES (1);");
  {
    OpenTransaction transaction(*session);
    session->execute("UPDATE d SET q = 1");
    EXPECT_NO_THROW(transaction.commit());
  }
  OpenTransaction transaction(*session);
  session->execute("DELETE FROM q");
  EXPECT_THROW(transaction.commit(), Error);
}

TEST(SessionTransaction, ForeignKeysAreAsBefore) {
  auto session = memory();
  session->execute("PRAGMA foreign_keys = ON");
  session->begin();
  EXPECT_EQ(session->query("PRAGMA foreign_keys").text(0, "foreign_keys"), "0");
  session->commit();
  EXPECT_EQ(session->query("PRAGMA foreign_keys").text(0, "foreign_keys"), "1");
  session->begin();
  session->rollback();
  EXPECT_EQ(session->query("PRAGMA foreign_keys").text(0, "foreign_keys"), "1");
}

TEST(SessionTransaction, RollbackWithoutOneIsHarmless) { memory()->rollback(); }

TEST(SessionTransaction, SomeStatementsNeedNone) {
  auto session = memory();
  EXPECT_TRUE(session->needs_no_transaction("-- tidy\nvacuum"));
  EXPECT_TRUE(session->needs_no_transaction("PRAGMA foreign_keys = OFF"));
  EXPECT_TRUE(session->needs_no_transaction("pragma main.journal_mode(wal)"));
  EXPECT_TRUE(session->needs_no_transaction("ATTACH 'x' AS y"));
  EXPECT_FALSE(session->needs_no_transaction("PRAGMA legacy_alter_table = ON"));
  EXPECT_FALSE(session->needs_no_transaction("CREATE TABLE t (a)"));
}

TEST(SessionStamp, ChangesWithTheSchemaOnly) {
  auto session = memory("CREATE TABLE t (a);");
  std::string stamp = session->stamp();
  session->execute("INSERT INTO t VALUES (1)");
  session->execute("CREATE TABLE syncline_revisions (id)");
  EXPECT_EQ(session->stamp(), stamp);
  session->execute("ALTER TABLE t ADD COLUMN b");
  EXPECT_NE(session->stamp(), stamp);
}

TEST_F(Files, AReplacedFileHasAnotherStamp) {
  open("one.db")->execute("CREATE TABLE t (a)");
  open("two.db")->execute("CREATE TABLE t (b)");
  std::string stamp = open("one.db")->stamp();
  std::filesystem::copy_file(folder / "two.db", folder / "one.db",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_NE(open("one.db")->stamp(), stamp);
}

TEST(Scratch, FilledRunsOncePerKey) {
  std::unique_ptr<Scratch> scratch = dialect().scratch({});
  int fills = 0;
  auto fill = [&](Session& session) {
    ++fills;
    session.execute("CREATE TABLE t (a)");
    session.execute("INSERT INTO t VALUES (1)");
  };
  scratch->filled("k", fill);
  auto second = scratch->filled("k", fill);
  EXPECT_EQ(fills, 1);
  EXPECT_EQ(second->query("SELECT count(*) AS n FROM t").text(0, "n"), "1");
  second->begin();
  second->execute("DROP TABLE t");
  second->rollback();
  second->execute("CREATE TABLE u (b)");
  EXPECT_EQ(scratch->filled("k", fill)->read({}).size(), 2u);
  EXPECT_TRUE(scratch->empty()->read({}).empty());
}

}  // namespace
}  // namespace syncline::sqlite
