#include <algorithm>

#include "diff/compare.h"
#include "support.h"

namespace syncline::postgres {
namespace {

class CatalogTest : public WithServer {
 protected:
  Catalog read(const std::string& sql) {
    load(sql);
    return session->read({});
  }

  static bool depends(const Catalog& catalog, const ObjectId& object, const ObjectId& on) {
    const auto& needs = catalog.at(object).depends_on;
    return std::find(needs.begin(), needs.end(), on) != needs.end();
  }

  bool has_extension(const std::string& name) const {
    return value("SELECT count(*) FROM pg_available_extensions WHERE name = '" + name + "'") == "1";
  }
};

ObjectId table(const std::string& name) { return {"table", {"public", name}}; }
ObjectId column(const std::string& of, const std::string& name) {
  return {"column", {"public", of, name}};
}

TEST_F(CatalogTest, ADefaultNeedsItsSequenceAndNotTheOtherWay) {
  const Catalog catalog = read("CREATE TABLE t (id serial);");
  const ObjectId sequence("sequence", {"public", "t_id_seq"});
  EXPECT_TRUE(depends(catalog, column("t", "id"), sequence));
  EXPECT_FALSE(depends(catalog, sequence, column("t", "id")));
}

TEST_F(CatalogTest, AViewNeedsTheColumnsThatItShows) {
  const Catalog catalog = read("CREATE TABLE t (a int, b int);\nCREATE VIEW v AS SELECT a FROM t;");
  const ObjectId view("view", {"public", "v"});
  EXPECT_TRUE(depends(catalog, view, column("t", "a")));
  EXPECT_FALSE(depends(catalog, view, column("t", "b")));
}

TEST_F(CatalogTest, AForeignKeyNeedsTheKeyThatItNames) {
  const Catalog catalog = read(
      "CREATE TABLE a (id int PRIMARY KEY);\n"
      "CREATE TABLE b (a int CONSTRAINT to_a REFERENCES a);");
  EXPECT_TRUE(depends(catalog, ObjectId("constraint", {"public", "b", "to_a"}),
                      ObjectId("constraint", {"public", "a", "a_pkey"})));
}

TEST_F(CatalogTest, ARowTypeStandsForItsTable) {
  const Catalog catalog = read(
      "CREATE TABLE t (a int);\nCREATE TABLE u (whole t, several t[]);\n"
      "CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';");
  EXPECT_TRUE(depends(catalog, column("u", "whole"), table("t")));
  EXPECT_TRUE(depends(catalog, column("u", "several"), table("t")));
  EXPECT_TRUE(depends(catalog, ObjectId("function", {"public", "f()"}), table("t")));
}

TEST_F(CatalogTest, AMemberStandsForItsExtension) {
  if (!has_extension("citext")) GTEST_SKIP() << "the extension citext is not installed";
  const Catalog catalog = read(
      "CREATE EXTENSION citext;\nCREATE TABLE t (a citext, b citext[]);\n"
      "CREATE INDEX i ON t (a citext_pattern_ops);");
  const ObjectId extension("extension", {"citext"});
  EXPECT_TRUE(depends(catalog, column("t", "a"), extension));
  EXPECT_TRUE(depends(catalog, column("t", "b"), extension));
  EXPECT_TRUE(depends(catalog, ObjectId("index", {"public", "i"}), extension));
  EXPECT_FALSE(catalog.has(ObjectId("function", {"public", "citext_eq(citext,citext)"})));
}

TEST_F(CatalogTest, NothingNeedsItselfItsOwnChildOrAnythingTwice) {
  const Catalog catalog = read(R"(
      CREATE TYPE mood AS ENUM ('good');
      CREATE TABLE t (id serial PRIMARY KEY, m mood DEFAULT 'good', up int REFERENCES t,
                      twice int GENERATED ALWAYS AS (id * 2) STORED, CHECK (id > up));
      CREATE INDEX i ON t ((id + up)) WHERE m = 'good';
      CREATE TABLE p (k int NOT NULL, v int) PARTITION BY LIST (k);
      CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
      CREATE INDEX j ON p (v);
      CREATE VIEW v AS SELECT t.*, p.v FROM t JOIN p ON k = id;
      CREATE VIEW w AS SELECT * FROM v;
      CREATE RULE r AS ON INSERT TO w DO INSTEAD INSERT INTO p VALUES (1);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id > 1) EXECUTE FUNCTION f();)");
  EXPECT_GT(catalog.size(), 20u);
  for (const Object& object : catalog.objects()) {
    std::vector<ObjectId> needs = object.depends_on;
    for (const ObjectId& need : needs) {
      EXPECT_NE(need, object.id);
      // The sequence of a serial column is its child, and yet must be there before its default.
      if (need.kind() == "sequence") continue;
      EXPECT_NE(catalog.at(need).parent, object.id) << object.id.text() << " " << need.text();
    }
    std::sort(needs.begin(), needs.end());
    EXPECT_EQ(std::unique(needs.begin(), needs.end()), needs.end()) << object.id.text();
  }
}

TEST_F(CatalogTest, ItIsReadInsideATransactionWithItsChangesAndItsSettings) {
  session->execute("CREATE SCHEMA other");
  session->begin();
  session->execute("SET LOCAL search_path = other");
  session->execute("CREATE TABLE t (a int)");
  EXPECT_TRUE(session->read({}).has(ObjectId("table", {"other", "t"})));
  EXPECT_EQ(value("current_setting('search_path')"), "other");
  session->rollback();
  EXPECT_FALSE(session->read({}).has(ObjectId("table", {"other", "t"})));
}

TEST_F(CatalogTest, TheSessionsSettingsDoNotShowInIt) {
  load(
      "CREATE TABLE t (a interval DEFAULT '1 day 2 hours', b timestamptz DEFAULT '2020-01-02',"
      " c float8 DEFAULT 0.1, d bytea DEFAULT '\\x01');\nCREATE VIEW v AS SELECT a FROM t;");
  const Catalog plain = session->read({});
  for (const char* sql :
       {"SET search_path = pg_catalog", "SET quote_all_identifiers = on",
        "SET IntervalStyle = 'iso_8601'", "SET DateStyle = 'German'", "SET extra_float_digits = -5",
        "SET bytea_output = 'escape'", "SET TimeZone = 'Asia/Tokyo'"}) {
    session->execute(sql);
  }
  const Catalog odd = session->read({});
  EXPECT_TRUE(compare(plain, odd).empty());
}

TEST_F(CatalogTest, WhatIsOutsideTheScopeIsLeftOut) {
  load("CREATE SCHEMA other;\nCREATE TABLE t ();\nCREATE TABLE other.t ();");
  Scope scope;
  scope.schemas = {"public"};
  const Catalog catalog = session->read(scope);
  EXPECT_TRUE(catalog.has(table("t")));
  EXPECT_FALSE(catalog.has(ObjectId("table", {"other", "t"})));
}

TEST_F(CatalogTest, TheLedgerAndTemporaryTablesAreNotInIt) {
  const std::size_t before = session->read({}).size();
  session->execute("CREATE SCHEMA syncline");
  session->execute("CREATE TABLE syncline.applied (id text PRIMARY KEY, n serial)");
  session->execute("CREATE TEMP TABLE t (id serial PRIMARY KEY)");
  EXPECT_EQ(session->read({}).size(), before);
}

}  // namespace
}  // namespace syncline::postgres
