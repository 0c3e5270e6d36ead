#include "adopt/alembic.h"

#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::error_of;
using testing::Folder;

AlembicStatement sql(const std::string& text) { return {text, false}; }
AlembicStatement outside(const std::string& text) { return {text, true}; }

AlembicRevision revision(std::vector<AlembicStatement> up) {
  AlembicRevision one;
  one.id = "a1";
  one.file = "versions/a1.py";
  one.up.known = one.down.known = true;
  one.up.statements = std::move(up);
  return one;
}

ForeignMigration made_of(const AlembicRevision& one, bool outside = false) {
  AlembicAnswer answer;
  answer.revisions = {one};
  return history_of(answer, "/shop", outside).migrations.at(0);
}

TEST(AlembicHistory, StatementsOfOneSortAreOneScript) {
  const ForeignMigration one =
      made_of(revision({sql("A"), sql("B -- why"), outside("C"), outside("D"), sql("E")}));
  ASSERT_EQ(one.up.size(), 3u);
  EXPECT_EQ(one.up[0].text, "A;\n\nB -- why\n;\n");
  EXPECT_FALSE(one.up[0].outside_transaction);
  EXPECT_EQ(one.up[1].text, "C;\n\nD;\n");
  EXPECT_TRUE(one.up[1].outside_transaction);
  EXPECT_EQ(one.file, "/shop/versions/a1.py");
  EXPECT_TRUE(one.reviews.empty());
}

TEST(AlembicHistory, WithoutTransactionsAllStandsOutside) {
  EXPECT_TRUE(made_of(revision({sql("A")}), true).up.at(0).outside_transaction);
}

TEST(AlembicHistory, WhatReadsRowsIsForAPerson) {
  AlembicRevision one = revision({sql("A")});
  one.up.source = "def upgrade():\n    -- syncline: down";
  one.up.reads = {"SELECT 1\nFROM t"};
  const ForeignMigration made = made_of(one);
  ASSERT_EQ(made.reviews.size(), 1u);
  EXPECT_TRUE(made.reviews[0].starts_with("upgrade() reads rows"));
  const std::string text = revision_text(made, testing::sqlite_syntax, [](auto) { return false; });
  const Revision read = parse_revision(text, "a1.sql", testing::sqlite_syntax);
  ASSERT_EQ(read.reviews.size(), 1u);
  EXPECT_EQ(read.reviews[0].place.line, 2);
  EXPECT_EQ(testing::texts_of(read.up), std::vector<std::string>{"A"});
}

TEST(AlembicHistory, AWayBackThatRaisesIsNone) {
  AlembicRevision one = revision({});
  one.down.known = false;
  one.down.why = "it raises NotImplementedError";
  const ForeignMigration made = made_of(one);
  EXPECT_FALSE(made.down);
  EXPECT_TRUE(made.reviews.empty());
}

TEST(AlembicAnswer, IsReadWhole) {
  const AlembicAnswer answer = parse_alembic_answer(R"({"alembic": "1.8.1", "facts":
    {"version_table": "v", "version_table_schema": null, "transactional": true}, "revisions":
    [{"id": "b", "parents": ["a"], "labels": ["l"], "depends": ["c"], "message": "m", "created": "",
      "file": "b.py", "up": {"statements": [{"sql": "S", "outside": true}], "reads": [], "source": "u"},
      "down": {"statements": null, "why": "w", "source": "d"}}]})");
  EXPECT_EQ(answer.version_table, "v");
  EXPECT_EQ(answer.version_schema, "");
  const AlembicRevision& one = answer.revisions.at(0);
  EXPECT_EQ(one.parents, std::vector<std::string>{"a"});
  EXPECT_TRUE(one.up.known);
  EXPECT_TRUE(one.up.statements.at(0).outside);
  EXPECT_FALSE(one.down.known);
  EXPECT_EQ(one.down.why, "w");
}

TEST(AlembicAnswer, OtherTextIsOfAnotherProgram) {
  EXPECT_EQ(error_of([] { parse_alembic_answer("Python 2.7"); }).failure, Failure::Config);
}

TEST(AlembicIni, IsFoundBesideAndAboveTheScripts) {
  Folder folder;
  std::filesystem::create_directories(folder.path() / "migrations" / "versions");
  EXPECT_EQ(error_of([&] { find_alembic_ini("", folder.path()); }).failure, Failure::Input);
  folder.write("alembic.ini", "");
  folder.write("migrations/env.py", "");
  const auto ini = folder.path() / "alembic.ini";
  EXPECT_EQ(find_alembic_ini("", folder.path()), ini);
  EXPECT_EQ(find_alembic_ini(ini, "/"), ini);
  EXPECT_EQ(find_alembic_ini(folder.path() / "migrations", "/"), ini);
  EXPECT_EQ(find_alembic_ini(folder.path() / "migrations/versions", "/"), ini);
}

}  // namespace
}  // namespace syncline
