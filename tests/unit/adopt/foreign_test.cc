#include "adopt/foreign.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::Folder;
using testing::postgres_syntax;

const ForeignFormat& format(std::string_view name) {
  for (const ForeignFormat& one : foreign_formats()) {
    if (one.name == name) return one;
  }
  throw std::logic_error("no such format");
}

std::string ids(const ForeignHistory& history) {
  std::vector<std::string> ids;
  for (const ForeignMigration& one : history.migrations) ids.push_back(one.id);
  return join(ids, " ");
}

bool concurrent(std::string_view sql) { return sql.find("CONCURRENTLY") != sql.npos; }

/// Our text of one script that leads up.
std::string up_of(const std::string& sql) {
  ForeignMigration migration;
  migration.id = "1";
  migration.file = "1.up.sql";
  migration.up = {{"1.up.sql", sql, false}};
  const std::string text = revision_text(migration, postgres_syntax, concurrent);
  return text.substr(text.find("\n\n") + 2);
}

TEST(ForeignFolder, NumbersAreInTheOrderOfNumbers) {
  Folder folder;
  for (const char* name : {"10_c.up.sql", "9_b.up.sql", "0001_a.up.sql", "x_d.up.sql"}) {
    folder.write(name, "SELECT 1;");
  }
  const ForeignHistory history =
      read_foreign(folder.path(), format("golang-migrate"), "postgresql");
  EXPECT_EQ(ids(history), "0001 9 10");
  ASSERT_EQ(history.notes.size(), 1u);
  EXPECT_NE(history.notes.front().find("x_d.up.sql"), std::string::npos);
}

TEST(ForeignFolder, DashesDoNotCountInTheOrderOfDiesel) {
  Folder folder;
  for (const char* name : {"2017-10-08-193512_b", "20170706165855_a", "2026-07-15-181652-0000_c"}) {
    std::filesystem::create_directory(folder.path() / name);
    folder.write(std::string(name) + "/up.sql", "SELECT 1;");
  }
  EXPECT_EQ(ids(read_foreign(folder.path(), format("diesel"), "postgresql")),
            "20170706165855 2017-10-08-193512 2026-07-15-181652-0000");
}

TEST(ForeignFolder, DottedVersionsAreComparedPartByPart) {
  Folder folder;
  for (const char* name : {"V1.10__c.sql", "V1.9.1__b.sql", "V1_9__a.sql", "V2__d.sql"}) {
    folder.write(name, "SELECT 1;");
  }
  EXPECT_EQ(ids(read_foreign(folder.path(), format("flyway"), "postgresql")), "1_9 1.9.1 1.10 2");
}

TEST(ForeignFolder, TwoSpellingsOfAVersionAreRefused) {
  Folder folder;
  folder.write("V1.0__a.sql", "SELECT 1;");
  folder.write("V1__b.sql", "SELECT 1;");
  EXPECT_THROW(read_foreign(folder.path(), format("flyway"), "postgresql"), Error);
}

TEST(ForeignFolder, LinesOfAFileWithBothWaysKeepTheirNumbers) {
  Folder folder;
  folder.write("1_a.sql",
               "-- migrate:up\nSELECT 1;\n-- migrate:down transaction:false\nSELECT 2;\n");
  const ForeignHistory history = read_foreign(folder.path(), format("dbmate"), "postgresql");
  const ForeignMigration& one = history.migrations.at(0);
  EXPECT_TRUE(one.up.front().text.starts_with("\nSELECT 1;\n\n"));
  ASSERT_TRUE(one.down);
  EXPECT_TRUE(one.down->front().text.starts_with("\n\n\nSELECT 2;\n"));
  EXPECT_FALSE(one.up.front().outside_transaction);
  EXPECT_TRUE(one.down->front().outside_transaction);
}

TEST(ForeignText, SectionsChangeWhereTransactionsDoAndCommentsGoAlong) {
  EXPECT_EQ(up_of("CREATE TABLE a ();\n-- é: not to block\n-- anybody\n"
                  "CREATE INDEX CONCURRENTLY i ON a (x);\nSELECT 1;"),
            "-- syncline: up\nCREATE TABLE a ();\n\n"
            "-- syncline: up outside transaction\n-- é: not to block\n-- anybody\n"
            "CREATE INDEX CONCURRENTLY i ON a (x);\n\n"
            "-- syncline: up\nSELECT 1;\n");
}

TEST(ForeignText, ASectionMayBeginInTheMiddleOfALine) {
  EXPECT_EQ(up_of("/* é */ SELECT 1; CREATE INDEX CONCURRENTLY i ON a (x);"),
            "-- syncline: up\n/* é */ SELECT 1;\n\n"
            "-- syncline: up outside transaction\nCREATE INDEX CONCURRENTLY i ON a (x);\n");
}

TEST(ForeignText, TransactionsOfItsOwnBecomeSections) {
  EXPECT_EQ(up_of("BEGIN;\nSELECT 1;\nCOMMIT;\nSELECT 'BEGIN;';\n"),
            "-- syncline: up\nSELECT 1;\n\n-- syncline: up\nSELECT 'BEGIN;';\n");
}

TEST(ForeignText, ALastStatementIsClosed) {
  EXPECT_EQ(up_of("SELECT 1"), "-- syncline: up\nSELECT 1;\n");
  EXPECT_EQ(up_of("SELECT 1 -- the end"), "-- syncline: up\nSELECT 1 -- the end\n;\n");
  EXPECT_EQ(up_of("-- nothing\n"), "-- syncline: up\n-- nothing\n");
  EXPECT_EQ(up_of(""), "-- syncline: up\n");
}

TEST(ForeignText, WhatWouldReadAsADirectiveIsRefused) {
  EXPECT_THROW(up_of("-- syncline: down\nSELECT 1;"), Error);
  EXPECT_THROW(up_of("-- syncline: whatever\nSELECT 1;"), Error);
  EXPECT_NO_THROW(up_of("SELECT '\n-- syncline: down\n';"));
}

TEST(ForeignText, WhatARevisionCannotHoldIsRefusedWithItsFile) {
  try {
    up_of("SELECT 1;\nROLLBACK;");
    FAIL();
  } catch (const Error& error) {
    ASSERT_TRUE(error.place);
    EXPECT_EQ(error.place->file, "1.up.sql");
  }
}

}  // namespace
}  // namespace syncline
