#include "sqlite/rebuild.h"

#include "sqlite/kinds/kinds.h"
#include "support.h"

namespace syncline::sqlite {
namespace {

/// Rebuilds table t of `from` into its form in `to`, in a transaction of the session.
Steps rebuild(Session& session, const std::string& to_sql) {
  Catalog from = session.read({}), to = catalog_of(to_sql);
  ObjectId table("table", {"t"});
  Steps steps = rebuild_table(from.at(table), to.at(table), Ends{from, to});
  OpenTransaction transaction(session);
  for (const Step& step : steps) session.execute(step.sql);
  transaction.commit();
  return steps;
}

bool has(const Steps& steps, Danger danger, ObjectId object) {
  for (const Step& step : steps) {
    for (const Hazard& hazard : step.hazards) {
      if (hazard.danger == danger && hazard.object == object) return true;
    }
  }
  return false;
}

std::string rows(Session& session, const std::string& sql) {
  std::string text;
  for (const auto& row : session.query(sql).rows) {
    for (const auto& value : row) text += value.value_or("NULL") + " ";
    text += "\n";
  }
  return text;
}

TEST(Rebuild, KeepsRowsAndEqualsTheDeclaration) {
  auto session = memory(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, gone INT);"
      "INSERT INTO t VALUES (1, '5', 9), (4, '6', 9);");
  std::string to =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER NOT NULL DEFAULT 3, b TEXT DEFAULT "
      "'new', twice AS (a * 2), CHECK (a > 0));";
  Steps steps = rebuild(*session, to);
  EXPECT_EQ(differences(session->read({}), catalog_of(to)), "");
  EXPECT_EQ(rows(*session, "SELECT id, typeof(a), a, b, twice FROM t"),
            "1 integer 5 new 10 \n4 integer 6 new 12 \n");
  EXPECT_TRUE(has(steps, Danger::DataLoss, {"column", {"t", "gone"}}));
  EXPECT_TRUE(has(steps, Danger::DataNarrowing, {"column", {"t", "a"}}));
  EXPECT_TRUE(has(steps, Danger::MayFail, {"column", {"t", "a"}}));
  EXPECT_TRUE(has(steps, Danger::TableRewrite, {"table", {"t"}}));
}

TEST(Rebuild, LeavesViewsTriggersAndForeignKeysElsewhereAlone) {
  auto session = memory(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, boss INT REFERENCES t (id));"
      "CREATE TABLE c (t INT REFERENCES t (id));"
      "CREATE TABLE log (n INT);"
      "CREATE VIEW v AS SELECT id FROM t;"
      "CREATE TRIGGER g AFTER INSERT ON c BEGIN INSERT INTO log SELECT count(*) FROM t; END;"
      "INSERT INTO t VALUES (1, NULL), (2, 1); INSERT INTO c VALUES (2);");
  Catalog before = session->read({});
  rebuild(*session, "CREATE TABLE t (id INTEGER PRIMARY KEY, boss BIGINT REFERENCES t (id));");
  EXPECT_EQ(differences(before, session->read({})), "column t.boss type\n");
  EXPECT_EQ(rows(*session, "SELECT id FROM v"), "1 \n2 \n");
  session->execute("INSERT INTO c VALUES (1)");
  EXPECT_EQ(rows(*session, "SELECT n FROM log"), "2 \n2 \n");
  EXPECT_EQ(rows(*session, "PRAGMA foreign_key_check"), "");
  session->execute("PRAGMA foreign_keys = ON");
  EXPECT_THROW(session->execute("INSERT INTO c VALUES (99)"), Error);
}

TEST(Rebuild, KeepsTheHighestNumberEverGiven) {
  std::string declared = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT";
  auto session =
      memory(declared +
             ");"
             "INSERT INTO t (a) VALUES ('x'), ('y'), ('z'); DELETE FROM t WHERE id > 1;");
  rebuild(*session, declared + " NOT NULL);");
  session->execute("INSERT INTO t (a) VALUES ('next')");
  EXPECT_EQ(rows(*session, "SELECT id FROM t"), "1 \n4 \n");
  EXPECT_EQ(rows(*session, "SELECT name, seq FROM sqlite_sequence"), "t 4 \n");
}

TEST(Rebuild, KeepsTheNumberOfAnEmptyTable) {
  std::string declared = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT";
  auto session = memory(declared + "); INSERT INTO t (a) VALUES ('x'), ('y'); DELETE FROM t;");
  rebuild(*session, declared + " NOT NULL);");
  EXPECT_EQ(rows(*session, "SELECT name, seq FROM sqlite_sequence"), "t 2 \n");
}

TEST(Rebuild, FailsOnRowsThatDoNotAgreeAndChangesNothing) {
  auto session = memory("CREATE TABLE t (a INT); INSERT INTO t VALUES (NULL);");
  Catalog before = session->read({});
  EXPECT_THROW(rebuild(*session, "CREATE TABLE t (a INT NOT NULL);"), Error);
  EXPECT_EQ(differences(before, session->read({})), "");
  EXPECT_EQ(rows(*session, "SELECT count(*) FROM t"), "1 \n");
  EXPECT_EQ(rows(*session, "PRAGMA legacy_alter_table"), "0 \n");
}

TEST(Rebuild, KeepsOldViolationsAndRefusesNewOnes) {
  auto session = memory(
      "CREATE TABLE p (id INTEGER PRIMARY KEY);"
      "CREATE TABLE t (a INT REFERENCES p, b INT); INSERT INTO t VALUES (1, 1), (2, 2);"
      "DELETE FROM t WHERE a = 1;");
  std::string p = "CREATE TABLE p (id INTEGER PRIMARY KEY);";
  EXPECT_NO_THROW(rebuild(*session, p + "CREATE TABLE t (a INT REFERENCES p, b TEXT);"));
  EXPECT_THROW(rebuild(*session, p + "CREATE TABLE t (a INT REFERENCES p, b TEXT REFERENCES p);"),
               Error);
}

TEST(Rebuild, TakesOddNames) {
  auto session = memory(
      "CREATE TABLE t (\"a b\" INT, \"order\" TEXT, [c\"d] INT, Upper INT);"
      "INSERT INTO t VALUES (1, 'x', 2, 3);");
  std::string to = "CREATE TABLE t (\"a b\" TEXT, \"order\" TEXT, [c\"d] INT, upper INT);";
  Steps steps = rebuild(*session, to);
  EXPECT_EQ(differences(session->read({}), catalog_of(to)), "");
  EXPECT_EQ(rows(*session, "SELECT * FROM t"), "1 x 2 3 \n");
  EXPECT_FALSE(has(steps, Danger::DataLoss, {"column", {"t", "Upper"}}));
}

TEST(Rebuild, ChangesTheFormOfStorage) {
  auto session =
      memory("CREATE TABLE t (a TEXT PRIMARY KEY, b INT); INSERT INTO t VALUES ('x', 1);");
  std::string to = "CREATE TABLE t (a TEXT PRIMARY KEY, b INT) STRICT, WITHOUT ROWID;";
  rebuild(*session, to);
  EXPECT_EQ(differences(session->read({}), catalog_of(to)), "");
  EXPECT_EQ(rows(*session, "SELECT * FROM t"), "x 1 \n");
}

/// How a new column of table t comes: "alter" or "rebuild".
std::string way(const std::string& from_sql, const std::string& to_sql, const std::string& column) {
  Catalog from = catalog_of(from_sql), to = catalog_of(to_sql);
  Drafted draft = column_kind.create(to.at({"column", {"t", column}}), Ends{from, to});
  return draft.how == Alteration::How::Rebuild ? "rebuild" : "alter";
}

TEST(AddColumn, OnlyWhereSqliteCan) {
  std::string from = "CREATE TABLE t (a INT);";
  auto add = [&](const std::string& column) {
    return way(from, "CREATE TABLE t (a INT, b " + column + ");", "b");
  };
  EXPECT_EQ(add("INT"), "alter");
  EXPECT_EQ(add("INT NOT NULL DEFAULT -1"), "alter");
  EXPECT_EQ(add("INT NOT NULL"), "rebuild");
  EXPECT_EQ(add("TEXT DEFAULT CURRENT_TIMESTAMP"), "rebuild");
  EXPECT_EQ(add("INT DEFAULT (1 + 1)"), "rebuild");
  EXPECT_EQ(add("INT UNIQUE"), "rebuild");
  EXPECT_EQ(add("INT AS (a) VIRTUAL"), "alter");
  EXPECT_EQ(add("INT AS (a) STORED"), "rebuild");
  EXPECT_EQ(add("INT REFERENCES t (a)"), "alter");
  EXPECT_EQ(add("INT DEFAULT 1 REFERENCES t (a)"), "rebuild");
  EXPECT_EQ(add("INT CHECK (b > a)"), "alter");
}

std::string drop_way(const std::string& from_sql, const std::string& to_sql) {
  Catalog from = catalog_of(from_sql), to = catalog_of(to_sql);
  Drafted draft = column_kind.drop(from.at({"column", {"t", "b"}}), Ends{from, to});
  return draft.how == Alteration::How::Rebuild ? "rebuild" : "alter";
}

TEST(DropColumn, OnlyWhereNothingGoesOnNamingIt) {
  std::string to = "CREATE TABLE t (a INT);";
  auto drop = [&](const std::string& more) {
    return drop_way("CREATE TABLE t (a INT, b INT" + more, to);
  };
  EXPECT_EQ(drop(");"), "alter");
  EXPECT_EQ(drop("); CREATE INDEX i ON t (b);"), "alter");
  EXPECT_EQ(drop(" UNIQUE);"), "rebuild");
  EXPECT_EQ(drop(", CHECK (b > a));"), "rebuild");
  EXPECT_EQ(drop(", c INT AS (b));"), "rebuild");
  EXPECT_EQ(drop("); CREATE VIEW v AS SELECT b FROM t;"), "alter");
  std::string view = "CREATE VIEW v AS SELECT b FROM t;";
  EXPECT_EQ(drop_way("CREATE TABLE t (a INT, b INT);" + view, to + view), "rebuild");
  EXPECT_EQ(drop_way("CREATE TABLE t (b INT);", to), "rebuild");
}

}  // namespace
}  // namespace syncline::sqlite
