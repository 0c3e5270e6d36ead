#include "support.h"

namespace syncline::postgres {
namespace {

using LoadTest = WithServer;

TEST_F(LoadTest, AnErrorIsAtItsPlaceInTheFile) {
  const Error error = error_of([&] {
    load(
        "CREATE TABLE a (id int);\n\n-- about b\nCREATE TABLE b (\n  id int,\n  x nonsense\n);\n"
        "CREATE TABLE c ();");
  });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_EQ(error.place->text(), "models.sql:6:5");
  EXPECT_EQ(std::string(error.what()), "type \"nonsense\" does not exist");
  EXPECT_EQ(error.sqlstate, "42704");
}

TEST_F(LoadTest, AnErrorAmongThousandsOfStatementsIsAtItsOwnPlace) {
  std::string sql;
  for (int i = 1; i <= 3000; ++i) {
    sql += i == 1234 ? "SELECT broken();\n" : "SELECT " + std::to_string(i) + ";\n";
  }
  const Error error = error_of([&] { load(sql); });
  EXPECT_EQ(error.place->text(), "models.sql:1234:8");
}

TEST_F(LoadTest, WithoutASchemaItSaysThatADumpTookItAway) {
  const Error error = error_of([&] {
    load("SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE extra ();");
  });
  EXPECT_EQ(error.sqlstate, "3F000");
  EXPECT_NE(error.hint.find("empties search_path"), std::string::npos);
}

TEST_F(LoadTest, PlacesCountCharactersAndNotBytes) {
  const Error error =
      error_of([&] { load("COMMENT ON SCHEMA public IS 'Größe';\nSELECT 1;\nSELECT broken();"); });
  EXPECT_EQ(error.place->text(), "models.sql:3:8");
  EXPECT_EQ(error.statement, "SELECT broken()");
  EXPECT_EQ(error.position, 8);
}

TEST_F(LoadTest, AnErrorToWhichTheServerGivesNoPositionIsAtItsStatement) {
  const Error error = error_of([&] {
    load(
        "CREATE TABLE a ();\nCREATE TABLE b () -- a comment ends it\n;\nCREATE TABLE a ();\n"
        "CREATE TABLE c ();");
  });
  EXPECT_EQ(error.sqlstate, "42P07");
  EXPECT_EQ(error.place->text(), "models.sql:4:1");
}

TEST_F(LoadTest, AnErrorOfTheCommitIsAtTheLastStatement) {
  const Error error = error_of([&] {
    load(
        "CREATE TABLE a (id int PRIMARY KEY,"
        " up int REFERENCES a DEFERRABLE INITIALLY DEFERRED);\n"
        "INSERT INTO a VALUES (1, 2);");
  });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_EQ(error.place->line, 2);
  EXPECT_EQ(error.sqlstate, "23503");
}

TEST_F(LoadTest, TheSessionIsUsableAfterAnError) {
  EXPECT_THROW(load("SELECT 1;\nCREATE TABLE x (;\nSELECT 2;"), Error);
  EXPECT_EQ(value("1"), "1");
}

TEST_F(LoadTest, StatementsThatRefuseTransactionsRun) {
  load(
      "CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM t;\n"
      "CREATE TABLE u (a int);");
  EXPECT_EQ(value("to_regclass('i')"), "i");
  EXPECT_EQ(value("to_regclass('u')"), "u");
}

TEST_F(LoadTest, AnEnumValueMayBeUsedAfterItIsAdded) {
  load("CREATE TYPE mood AS ENUM ('good');");
  load("ALTER TYPE mood ADD VALUE 'bad';\nCREATE TABLE t (m mood DEFAULT 'bad');");
  EXPECT_EQ(value("to_regclass('t')"), "t");
}

TEST_F(LoadTest, TransactionsInTheScriptDoNotBreakIt) {
  load(
      "BEGIN;\nCREATE TABLE a ();\nCOMMIT;\nSTART TRANSACTION;\nCREATE TABLE b ();\nEND;\n"
      "CREATE TABLE c ();\nBEGIN;\nCREATE TABLE d ();\nROLLBACK;\nCOMMIT;\nCREATE TABLE e ();");
  EXPECT_EQ(value("SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class"
                  " WHERE relnamespace = 'public'::regnamespace"),
            "a b c e");
}

TEST_F(LoadTest, ATransactionLeftOpenIsCommittedAndNoted) {
  load("BEGIN;\nCREATE TABLE a ();");
  EXPECT_EQ(value("to_regclass('a')"), "a");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("open"), std::string::npos);
}

TEST_F(LoadTest, OwnershipAndGrantsArePassedOverAndCounted) {
  load(
      "CREATE TABLE t ();\nALTER TABLE t OWNER TO nobody_knows;\nGRANT SELECT ON t TO stranger;\n"
      "SET ROLE stranger;\nREVOKE ALL ON t FROM stranger;\nDROP DATABASE postgres;");
  ASSERT_EQ(notes.size(), 3u);
  EXPECT_EQ(notes[0], "2 ownership statements are passed over: ownership is not managed");
  EXPECT_EQ(notes[1], "2 privilege statements are passed over: grants are not managed");
  EXPECT_EQ(notes[2], "1 statement is passed over: it reaches beyond one database");
}

TEST_F(LoadTest, SettingsOfADumpWorkAndDoNotLeak) {
  load(
      "SET statement_timeout = 0;\nSET client_encoding = 'UTF8';\nSET xmloption = content;\n"
      "SELECT pg_catalog.set_config('search_path', '', false);\nSET default_tablespace = '';\n"
      "SET row_security = off;\nSET work_mem = '7MB';\nCREATE TABLE public.t ();");
  EXPECT_EQ(value("current_setting('search_path')"), "\"$user\", public");
  EXPECT_NE(value("current_setting('work_mem')"), "7MB");
  EXPECT_EQ(value("current_setting('row_security')"), "on");
}

TEST_F(LoadTest, SettingsThatTheServerDoesNotKnowArePassedOver) {
  load("SET some_future_timeout = 0;\nCREATE TABLE t ();");
  EXPECT_EQ(value("to_regclass('t')"), "t");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].find("SET some_future_timeout"), std::string::npos);
}

TEST_F(LoadTest, FunctionsMayNameWhatComesLater) {
  load(
      "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM later';\n"
      "CREATE TABLE later ();");
  EXPECT_EQ(value("f()"), "0");
}

TEST_F(LoadTest, AMissingExtensionSaysWhatToInstall) {
  const Error error = error_of([&] { load("CREATE EXTENSION no_such_thing;"); });
  EXPECT_EQ(error.failure, Failure::Input);
  EXPECT_NE(error.hint.find("--scratch"), std::string::npos) << error.hint;
}

TEST_F(LoadTest, CopyToTheClientIsRefused) {
  EXPECT_EQ(error_of([&] { load("CREATE TABLE t ();\nCOPY t TO STDOUT;"); }).place->line, 2);
}

TEST_F(LoadTest, TemporaryTablesAreGoneAfterwards) {
  load("CREATE TEMP TABLE t AS SELECT 1 AS a;\nCREATE TABLE u AS SELECT * FROM t;");
  EXPECT_EQ(value("to_regclass('t')"), "");
  EXPECT_EQ(value("to_regclass('u')"), "u");
}

}  // namespace
}  // namespace syncline::postgres
