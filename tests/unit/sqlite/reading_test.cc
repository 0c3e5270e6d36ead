#include "support.h"

namespace syncline::sqlite {
namespace {

std::string text_of(const Catalog& catalog, ObjectId id, const char* attribute) {
  return catalog.at(id).text(attribute);
}

TEST(Reading, ReadsTablesAndColumns) {
  Catalog catalog = catalog_of(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, name varchar ( 20 ) COLLATE nocase NOT NULL "
      "DEFAULT 'x', plain, twice AS (id*2) STORED);");
  const Object& name = catalog.at({"column", {"t", "name"}});
  EXPECT_EQ(name.text("type"), "VARCHAR(20)");
  EXPECT_EQ(name.text("collation"), "NOCASE");
  EXPECT_EQ(name.text("default"), "'x'");
  EXPECT_TRUE(name.flag("not_null"));
  EXPECT_EQ(name.position, 1);
  EXPECT_EQ(text_of(catalog, {"column", {"t", "plain"}}, "type"), "");
  EXPECT_EQ(text_of(catalog, {"column", {"t", "twice"}}, "generated"), "id * 2");
  EXPECT_TRUE(catalog.at({"column", {"t", "twice"}}).flag("stored"));
}

TEST(Reading, ReadsOptionsOfTables) {
  Catalog catalog = catalog_of("CREATE TABLE t (a TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;");
  EXPECT_TRUE(catalog.at({"table", {"t"}}).flag("strict"));
  EXPECT_TRUE(catalog.at({"table", {"t"}}).flag("without_rowid"));
}

TEST(Reading, ReadsConstraintsOfBothPlaces) {
  Catalog catalog = catalog_of(
      "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT);"
      "CREATE TABLE t (a INT UNIQUE ON CONFLICT REPLACE, b INT CHECK (b > 0),"
      " p INT REFERENCES p ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,"
      " CONSTRAINT pair UNIQUE (a, b), CONSTRAINT t_pk PRIMARY KEY (a, b DESC));");
  EXPECT_TRUE(catalog.at({"constraint", {"p", "primary key"}}).flag("autoincrement"));
  EXPECT_EQ(text_of(catalog, {"constraint", {"t", "unique (a)"}}, "conflict"), "REPLACE");
  EXPECT_EQ(text_of(catalog, {"constraint", {"t", "check (b > 0)"}}, "expression"), "b > 0");
  const Object& key = catalog.at({"constraint", {"t", "foreign key (p)"}});
  EXPECT_EQ(key.text("references"), "p");
  EXPECT_EQ(key.list("referenced_columns"), std::vector<std::string>{"id"});
  EXPECT_EQ(key.text("on_delete"), "SET NULL");
  EXPECT_TRUE(key.flag("deferred"));
  EXPECT_TRUE(catalog.at({"constraint", {"t", "pair"}}).flag("named"));
  EXPECT_EQ(catalog.at({"constraint", {"t", "t_pk"}}).list("columns"),
            (std::vector<std::string>{"a", "b DESC"}));
}

TEST(Reading, ConstraintsMayStandWithoutCommas) {
  Catalog catalog = catalog_of(
      "CREATE TABLE t (a INT CONSTRAINT x NOT NULL CONSTRAINT y CHECK (a > 1) UNIQUE, b INT,"
      " CONSTRAINT z CHECK (b > 2) CHECK (a < b));");
  EXPECT_TRUE(catalog.at({"column", {"t", "a"}}).flag("not_null"));
  EXPECT_TRUE(catalog.has({"constraint", {"t", "y"}}));
  EXPECT_TRUE(catalog.has({"constraint", {"t", "unique (a)"}}));
  EXPECT_TRUE(catalog.has({"constraint", {"t", "z"}}));
  EXPECT_TRUE(catalog.has({"constraint", {"t", "check (a < b)"}}));
}

TEST(Reading, ReadsIndexesViewsAndTriggers) {
  Catalog catalog = catalog_of(
      "CREATE TABLE t (a TEXT, b INT);"
      "CREATE UNIQUE INDEX i ON t (lower(a), b DESC) WHERE b > 0;"
      "CREATE VIEW v (x) AS SELECT a FROM t;"
      "CREATE TRIGGER g UPDATE OF a ON t WHEN new.b > 1 BEGIN UPDATE t SET b = 1; DELETE FROM t; "
      "END;");
  const Object& index = catalog.at({"index", {"i"}});
  EXPECT_TRUE(index.flag("unique"));
  EXPECT_EQ(index.list("columns"), (std::vector<std::string>{"lower(a)", "b DESC"}));
  EXPECT_EQ(index.text("condition"), "b > 0");
  EXPECT_EQ(catalog.at({"view", {"v"}}).list("columns"), std::vector<std::string>{"x"});
  const Object& trigger = catalog.at({"trigger", {"g"}});
  EXPECT_EQ(trigger.parent, ObjectId("table", {"t"}));
  EXPECT_EQ(trigger.text("timing"), "BEFORE");
  EXPECT_EQ(trigger.text("event"), "UPDATE");
  EXPECT_EQ(trigger.text("condition"), "new.b > 1");
  EXPECT_EQ(trigger.list("body"),
            (std::vector<std::string>{"UPDATE t SET b = 1", "DELETE FROM t"}));
}

TEST(Reading, DependenciesAreWhatAViewNames) {
  Catalog catalog = catalog_of(
      "CREATE TABLE t (a INT, b INT); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT * "
      "FROM v;");
  const std::vector<ObjectId>& on = catalog.at({"view", {"v"}}).depends_on;
  EXPECT_EQ(on, (std::vector<ObjectId>{{"column", {"t", "a"}}, {"table", {"t"}}}));
  EXPECT_EQ(catalog.at({"view", {"w"}}).depends_on, (std::vector<ObjectId>{{"view", {"v"}}}));
}

TEST(Reading, ViewsThatOnlySeemToNameEachOtherAreNoCycle) {
  Catalog catalog = catalog_of(
      "CREATE TABLE t (a INT); CREATE VIEW v AS SELECT a w, a FROM t; CREATE VIEW w AS SELECT a "
      "FROM v;");
  bool v_on_w = !catalog.dependents({"view", {"w"}}).empty();
  bool w_on_v = !catalog.dependents({"view", {"v"}}).empty();
  EXPECT_FALSE(v_on_w && w_on_v);
}

TEST(Reading, AnImpliedKeyThatDoesNotFitStaysImplied) {
  Catalog catalog = catalog_of(
      "CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b)); CREATE TABLE t (p INT REFERENCES p);");
  EXPECT_TRUE(
      catalog.at({"constraint", {"t", "foreign key (p)"}}).list("referenced_columns").empty());
}

TEST(Reading, LedgerAndSystemTablesAreNotRead) {
  Catalog catalog = catalog_of(
      "CREATE TABLE syncline_revisions (id TEXT PRIMARY KEY); CREATE INDEX x ON syncline_revisions "
      "(id);"
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t DEFAULT VALUES; "
      "ANALYZE;");
  EXPECT_EQ(catalog.size(), 3u);  // table, column, primary key
}

TEST(Reading, VirtualTablesAreCounted) {
  Catalog catalog = catalog_of("CREATE VIRTUAL TABLE notes USING fts5(body);");
  EXPECT_TRUE(catalog.empty());
  ASSERT_EQ(catalog.unmanaged().size(), 2u);
  EXPECT_EQ(catalog.unmanaged()[0].kind, "shadow table");
  EXPECT_EQ(catalog.unmanaged()[1].kind, "virtual table");
  EXPECT_EQ(catalog.unmanaged()[1].names, std::vector<std::string>{"notes"});
}

TEST(Reading, DescendingIntegerKeyIsAnotherKeyOnlyBehindItsColumn) {
  Catalog inside = catalog_of("CREATE TABLE t (id INTEGER PRIMARY KEY DESC);");
  EXPECT_EQ(inside.at({"constraint", {"t", "primary key"}}).list("columns"),
            std::vector<std::string>{"id DESC"});
  Catalog below = catalog_of("CREATE TABLE t (id INTEGER, PRIMARY KEY (id DESC));");
  EXPECT_EQ(below.at({"constraint", {"t", "primary key"}}).list("columns"),
            std::vector<std::string>{"id"});
}

struct Pair {
  const char* name;
  const char* one;
  const char* other;
};

class SameMeaning : public testing::TestWithParam<Pair> {};

TEST_P(SameMeaning, IsNoDifference) {
  EXPECT_EQ(differences(catalog_of(GetParam().one), catalog_of(GetParam().other)), "");
}

constexpr Pair same[] = {
    {"WhiteSpaceAndComments", "CREATE TABLE t (a INT, b TEXT);",
     "create table t(\n  a   int, -- the first\n  b /* second */ text\n);"},
    {"Quotes", "CREATE TABLE t (a INT CHECK (a > 0));",
     "CREATE TABLE \"t\" ([a] INT CHECK (`a` > 0));"},
    {"InlineAndTableConstraints",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT UNIQUE REFERENCES p);",
     "CREATE TABLE p (id INTEGER, PRIMARY KEY (id));"
     "CREATE TABLE t (a INT, FOREIGN KEY (a) REFERENCES p (id), UNIQUE (a));"},
    {"OrderOfConstraints",
     "CREATE TABLE t (a INT, b INT, UNIQUE (a), CHECK (a > 0), CHECK (b > 0));",
     "CREATE TABLE t (a INT, b INT, CHECK (b > 0), CHECK (a > 0), UNIQUE (a));"},
    {"DefaultsInBrackets", "CREATE TABLE t (a INT DEFAULT 5, b TEXT DEFAULT 'x', c DEFAULT NULL);",
     "CREATE TABLE t (a INT DEFAULT (5), b TEXT DEFAULT \"x\", c);"},
    {"NoActionAndAbort",
     "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INT NOT NULL, b REFERENCES p);",
     "CREATE TABLE p (id INTEGER PRIMARY KEY ON CONFLICT ABORT); CREATE TABLE t (a INT NOT NULL ON "
     "CONFLICT ABORT, b REFERENCES p (id) ON DELETE NO ACTION NOT DEFERRABLE);"},
    {"IndexDefaults", "CREATE TABLE t (a TEXT COLLATE NOCASE, b INT); CREATE INDEX i ON t (a, b);",
     "CREATE TABLE t (a TEXT COLLATE NOCASE, b INT);"
     "CREATE INDEX i ON t (a COLLATE nocase ASC, b collate binary);"},
    {"QualifiedColumns",
     "CREATE TABLE t (a INT, CHECK (a > 0)); CREATE INDEX i ON t (a) WHERE a > 1;",
     "CREATE TABLE t (a INT, CHECK (t.a > 0)); CREATE INDEX i ON t (a) WHERE \"t\".a > 1;"},
    {"Views", "CREATE TABLE t (a INT); CREATE VIEW v AS SELECT a FROM t WHERE a > 1;",
     "CREATE TABLE t (a INT); CREATE VIEW v as select \"a\"\n  from [t]\n where a>1 -- big\n;"},
    {"Triggers",
     "CREATE TABLE t (a INT); CREATE TRIGGER g BEFORE INSERT ON t BEGIN DELETE FROM t; END;",
     "CREATE TABLE t (a INT); create trigger g insert on \"t\" for each row\nbegin\n  delete from "
     "t;\nend;"},
    {"AlteredTable", "CREATE TABLE t (a INT, b TEXT DEFAULT 'x' CHECK (b <> ''));",
     "CREATE TABLE u (a INT); ALTER TABLE u ADD COLUMN b TEXT DEFAULT 'x' CHECK (b <> '');"
     "ALTER TABLE u RENAME TO t;"},
};

INSTANTIATE_TEST_SUITE_P(Reading, SameMeaning, testing::ValuesIn(same),
                         [](const auto& pair) { return pair.param.name; });

struct Unlike {
  const char* name;
  const char* one;
  const char* other;
  const char* expected;
};

class OtherMeaning : public testing::TestWithParam<Unlike> {};

TEST_P(OtherMeaning, IsADifference) {
  EXPECT_EQ(differences(catalog_of(GetParam().one), catalog_of(GetParam().other)),
            GetParam().expected);
}

constexpr Unlike unlike[] = {
    {"Type", "CREATE TABLE t (a INT);", "CREATE TABLE t (a TEXT);", "column t.a type\n"},
    {"Collation", "CREATE TABLE t (a TEXT);", "CREATE TABLE t (a TEXT COLLATE NOCASE);",
     "column t.a collation\n"},
    {"NotNullConflict", "CREATE TABLE t (a INT NOT NULL);",
     "CREATE TABLE t (a INT NOT NULL ON CONFLICT IGNORE);", "column t.a not_null_conflict\n"},
    {"Autoincrement", "CREATE TABLE t (a INTEGER PRIMARY KEY);",
     "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT);",
     "constraint t.\"primary key\" autoincrement\n"},
    {"Strict", "CREATE TABLE t (a INT);", "CREATE TABLE t (a INT) STRICT;", "table t strict\n"},
    {"IndexMovedToAnotherTable",
     "CREATE TABLE t (a INT); CREATE TABLE u (a INT); CREATE INDEX i ON t (a);",
     "CREATE TABLE t (a INT); CREATE TABLE u (a INT); CREATE INDEX i ON u (a);", "index i table\n"},
    {"TextInAView", "CREATE VIEW v AS SELECT 'a' AS x;", "CREATE VIEW v AS SELECT 'A' AS x;",
     "view v definition\n"},
};

INSTANTIATE_TEST_SUITE_P(Reading, OtherMeaning, testing::ValuesIn(unlike),
                         [](const auto& pair) { return pair.param.name; });

}  // namespace
}  // namespace syncline::sqlite
