#include "support.h"

namespace syncline::postgres {
namespace {

class StampTest : public WithServer {
 protected:
  void SetUp() override {
    WithServer::SetUp();
    if (IsSkipped()) return;
    load(R"(
      CREATE TYPE mood AS ENUM ('good');
      CREATE DOMAIN positive AS int;
      CREATE TYPE pair AS (a int, b int);
      CREATE SEQUENCE s;
      CREATE TABLE t (id serial PRIMARY KEY, a int DEFAULT 1, b text);
      CREATE TABLE parent (k int, v text) PARTITION BY LIST (k);
      CREATE TABLE part PARTITION OF parent FOR VALUES IN (1);
      CREATE INDEX i ON t (a);
      CREATE VIEW v AS SELECT a FROM t;
      CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
      CREATE RULE r AS ON UPDATE TO t DO ALSO NOTHING;
      CREATE SCHEMA other;
    )");
  }

  /// Statements after each of which the stamp must be another one.
  void expect_changed(const std::vector<std::string>& statements) {
    std::string before = session->stamp();
    for (const std::string& sql : statements) {
      session->execute(sql);
      const std::string after = session->stamp();
      EXPECT_NE(before, after) << sql;
      before = after;
    }
  }

  /// Statements that leave the stamp alone.
  void expect_same(const std::vector<std::string>& statements) {
    const std::string before = session->stamp();
    for (const std::string& sql : statements) {
      session->execute(sql);
      EXPECT_EQ(before, session->stamp()) << sql;
    }
  }
};

TEST_F(StampTest, TablesAndTheirPartsChangeIt) {
  expect_changed({
      "CREATE TABLE u (a int)",
      "ALTER TABLE u ADD b text",
      "ALTER TABLE u ALTER b SET NOT NULL",
      "ALTER TABLE u ALTER b SET DEFAULT 'x'",
      "ALTER TABLE u ALTER b SET DEFAULT 'y'",
      "ALTER TABLE u ALTER b DROP DEFAULT",
      "ALTER TABLE u ALTER a TYPE bigint",
      "ALTER TABLE u ALTER a SET STATISTICS 7",
      "ALTER TABLE u RENAME b TO c",
      "ALTER TABLE u ADD CONSTRAINT positive CHECK (a > 0) NOT VALID",
      "ALTER TABLE u VALIDATE CONSTRAINT positive",
      "ALTER TABLE u ADD PRIMARY KEY (a)",
      "ALTER TABLE u ADD FOREIGN KEY (a) REFERENCES t",
      "ALTER TABLE u DROP CONSTRAINT positive",
      "ALTER TABLE u SET (fillfactor = 50)",
      "ALTER TABLE u ENABLE ROW LEVEL SECURITY",
      "CREATE POLICY p ON u USING (true)",
      "CREATE INDEX j ON u (c)",
      "ALTER INDEX j RENAME TO k",
      "DROP INDEX k",
      "COMMENT ON TABLE u IS 'a table'",
      "COMMENT ON COLUMN u.a IS 'a column'",
      "ALTER TABLE u SET SCHEMA other",
      "DROP TABLE other.u",
      "ALTER TABLE parent DETACH PARTITION part",
      "ALTER TABLE parent ATTACH PARTITION part FOR VALUES IN (2)",
      "ALTER TABLE parent DETACH PARTITION part",
      "ALTER TABLE parent ATTACH PARTITION part DEFAULT",
      "ALTER TABLE t ADD h int GENERATED ALWAYS AS (a + 1) STORED",
      "ALTER TABLE t ALTER h DROP EXPRESSION",
  });
}

TEST_F(StampTest, AllElseChangesIt) {
  expect_changed({
      "ALTER TYPE mood ADD VALUE 'bad'",
      "ALTER TYPE mood RENAME VALUE 'bad' TO 'worse'",
      "ALTER DOMAIN positive ADD CHECK (VALUE > 0)",
      "ALTER TYPE pair ADD ATTRIBUTE c int",
      "ALTER SEQUENCE s INCREMENT 2",
      "ALTER SEQUENCE s OWNED BY t.a",
      "CREATE OR REPLACE VIEW v AS SELECT a, b FROM t",
      "DROP MATERIALIZED VIEW m",
      "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
      "ALTER FUNCTION f() STABLE",
      "ALTER TABLE t DISABLE TRIGGER g",
      "DROP TRIGGER g ON t",
      "CREATE OR REPLACE RULE r AS ON DELETE TO t DO ALSO NOTHING",
      "DROP RULE r ON t",
      "CREATE SCHEMA third",
      "ALTER SCHEMA third RENAME TO fourth",
      "COMMENT ON SCHEMA public IS 'ours'",
      "DROP SCHEMA fourth",
      "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
      "CREATE OR REPLACE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1')",
      "CREATE TYPE span AS RANGE (SUBTYPE = int)",
      "DROP TYPE span",
      "CREATE COLLATION simple FROM \"C\"",
      "CREATE STATISTICS together ON a, b FROM t",
      "CREATE PUBLICATION news FOR TABLE t",
      "DROP EXTENSION plpgsql CASCADE",
  });
}

TEST_F(StampTest, WhatInitdbMadeChangesItToo) {
  expect_changed({"COMMENT ON SCHEMA public IS NULL", "DROP SCHEMA public CASCADE"});
  session->execute("CREATE SCHEMA public");
  expect_changed({"COMMENT ON SCHEMA public IS 'ours'", "DROP SCHEMA public"});
}

TEST_F(StampTest, RowsAndMaintenanceDoNot) {
  expect_same({
      "INSERT INTO t (a, b) SELECT n, n::text FROM generate_series(1, 2000) n",
      "UPDATE t SET a = a + 1",
      "DELETE FROM t WHERE a > 1000",
      "SELECT nextval('s')",
      "SELECT setval('s', 1000)",
      "ANALYZE",
      "VACUUM",
      "VACUUM (FREEZE, ANALYZE)",
      "VACUUM (FREEZE) pg_class",
      "VACUUM (FREEZE) pg_attribute",
      "SET work_mem = '7MB'",
  });
}

TEST_F(StampTest, TemporaryTablesDoNot) {
  expect_same({"CREATE TEMP TABLE x (a serial PRIMARY KEY, b text)", "CREATE INDEX ON x (b)",
               "DROP TABLE x"});
}

TEST_F(StampTest, TheLedgerDoesNot) {
  expect_same({"CREATE SCHEMA syncline", "CREATE TABLE syncline.applied (id text PRIMARY KEY)",
               "CREATE INDEX ON syncline.applied (id)", "DROP SCHEMA syncline CASCADE"});
}

TEST_F(StampTest, InsideATransactionItSeesWhatWasDoneAndKeepsTheSettings) {
  const std::string before = session->stamp();
  session->begin();
  session->execute("SET LOCAL search_path = other");
  session->execute("CREATE TABLE x ()");
  const std::string inside = session->stamp();
  EXPECT_NE(before, inside);
  EXPECT_EQ(value("current_setting('search_path')"), "other");
  session->commit();
  EXPECT_EQ(inside, session->stamp());
}

TEST_F(StampTest, OtherSessionsSeeTheSame) { EXPECT_EQ(session->stamp(), another()->stamp()); }

TEST_F(StampTest, ACopyOfTheDatabaseHasAnother) {
  const auto fill = [](Session& fresh) { fresh.execute("CREATE TABLE t ()"); };
  const auto one = scratch().filled("stamps", fill), two = scratch().filled("stamps", fill);
  EXPECT_NE(one->stamp(), two->stamp());
}

}  // namespace
}  // namespace syncline::postgres
