// Sections in batches: they end, they stay where they were cut off, and they go on from there.
#include <gtest/gtest.h>

#include <stdexcept>

#include "unit/migrate/database.h"

namespace syncline {
namespace {

using testing::Database;
using testing::error_of;
using Ids = std::vector<std::string>;

constexpr const char* batch_of_two =
    "UPDATE a SET y = x WHERE x IN (SELECT x FROM a WHERE y IS NULL ORDER BY x LIMIT 2)";

/// Nine rows, and a revision that fills them in five batches.
void nine_rows(Database& database, const std::string& more = "") {
  database.revision("1", {}, "-- syncline: up\nCREATE TABLE a (x, y);\n");
  database.upgrade();
  for (int x = 1; x <= 9; ++x) {
    database.session.execute("INSERT INTO a (x) VALUES (" + std::to_string(x) + ")");
  }
  database.revision("2", {"1"},
                    std::string("-- syncline: up in batches\n") + batch_of_two + ";\n" + more +
                        "-- syncline: down in batches\nUPDATE a SET y = NULL WHERE x IN (SELECT x "
                        "FROM a WHERE y IS NOT NULL LIMIT 4) -- a comment\n;\n");
}

std::string filled(const Database& database) {
  return database.all("SELECT count(*) FROM a WHERE y = x");
}

std::string unfinished(const Database& database) {
  return database.all("SELECT value FROM syncline_state WHERE name = 'unfinished'");
}

TEST(Batches, RunUntilNoRowIsTouched) {
  Database database;
  nine_rows(database);
  std::vector<std::size_t> rows;
  ApplyOptions options;
  options.progress = [&](const Progress& at) {
    if (at.batches > 0) rows.push_back(at.rows);
  };
  EXPECT_EQ(database.upgrade(options), (Ids{"2"}));
  EXPECT_EQ(rows, (std::vector<std::size_t>{2, 4, 6, 8, 9}));
  EXPECT_EQ(filled(database), "9");
  EXPECT_EQ(unfinished(database), "");
  EXPECT_EQ(database.all("SELECT note FROM syncline_journal WHERE note <> ''"),
            "9 rows in 5 batches");
  EXPECT_EQ(database.downgrade("1"), (Ids{"2"}));
  EXPECT_EQ(filled(database), "0");
}

TEST(Batches, CutOffAnywhereTheyGoOn) {
  for (std::size_t stop = 1; stop <= 5; ++stop) {
    Database database;
    nine_rows(database);
    ApplyOptions options;
    options.progress = [&](const Progress& at) {
      if (at.batches == stop) throw Interrupted(15);
    };
    EXPECT_THROW(database.upgrade(options), Interrupted);
    EXPECT_EQ(filled(database), std::to_string(std::min<std::size_t>(9, 2 * stop)));
    EXPECT_EQ(database.applied(), (std::set<std::string>{"1"}));
    EXPECT_NE(unfinished(database), "");
    EXPECT_EQ(database.upgrade(), (Ids{"2"}));
    EXPECT_EQ(filled(database), "9");
    EXPECT_EQ(unfinished(database), "");
  }
}

TEST(Batches, AFailureKeepsWhatRan) {
  Database database;
  nine_rows(database);
  int batch = 0;
  database.session.before = [&](const std::string& sql) {
    if (sql.find("RETURNING") != std::string::npos && ++batch == 3) {
      throw Error(Failure::Database, "no");
    }
  };
  const Error error = error_of([&] { database.upgrade(); });
  EXPECT_NE(error.hint.find("that ran stay"), std::string::npos) << error.hint;
  EXPECT_EQ(filled(database), "4");
  EXPECT_EQ(database.upgrade(), (Ids{"2"}));
  EXPECT_EQ(filled(database), "9");
}

TEST(Batches, WhatComesAfterThemRunsOnce) {
  Database database;
  nine_rows(database, "-- syncline: up\nCREATE TABLE b (x);\n");
  EXPECT_EQ(database.upgrade(), (Ids{"2"}));
  EXPECT_EQ(database.tables(), "a b");
  EXPECT_EQ(filled(database), "9");
}

TEST(Batches, HoldOnlyWhatChangesRows) {
  Database database;
  database.revision("1", {}, "-- syncline: up in batches\nCREATE TABLE a (x);\n");
  const Error error = error_of([&] { database.history(); });
  EXPECT_EQ(error.failure, Failure::Input);
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 3);
}

}  // namespace
}  // namespace syncline
