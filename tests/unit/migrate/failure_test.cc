// Statement n fails, for every n: afterwards database, ledger and journal agree, and a second run
// goes to the end.
#include <gtest/gtest.h>

#include "unit/migrate/database.h"

namespace syncline {
namespace {

using testing::Database;
using testing::error_of;
using Ids = std::vector<std::string>;

/// Four revisions: one transaction, several transactions, statements outside, and all of it mixed.
void history_of_four(const Database& database) {
  database.revision("1", {}, R"(
-- syncline: up
CREATE TABLE a (x);
INSERT INTO a VALUES (1);
-- syncline: down
DROP TABLE a;
)");
  database.revision("2", {"1"}, R"(
-- syncline: up
CREATE TABLE b (x);
-- syncline: up
INSERT INTO b SELECT x + 1 FROM a;
CREATE INDEX bi ON b (x);
-- syncline: down
DROP INDEX bi;
-- syncline: down
DROP TABLE b;
)");
  database.revision("3", {"2"}, R"(
-- syncline: up outside transaction
VACUUM;
VACUUM main;
-- syncline: down outside transaction
VACUUM;
)");
  database.revision("4", {"3"}, R"(
-- syncline: up
CREATE TABLE c (x);
-- syncline: up outside transaction
PRAGMA journal_mode = DELETE;
INSERT INTO c VALUES (3);
-- syncline: up
INSERT INTO c SELECT x FROM b;
ALTER TABLE a ADD COLUMN y;
-- syncline: down
ALTER TABLE a DROP COLUMN y;
DELETE FROM c;
-- syncline: down outside transaction
VACUUM;
-- syncline: down
DROP TABLE c;
)");
}

std::string content(const Database& database) {
  std::string text = database.all(
      "SELECT sql FROM sqlite_schema WHERE name NOT LIKE '%syncline%' AND sql IS NOT NULL ORDER BY "
      "name");
  for (const char* table : {"a", "b", "c"}) {
    const bool there =
        (" " + database.tables() + " ").find(std::string(" ") + table + " ") != std::string::npos;
    if (there)
      text += std::string("; ") + table + ": " +
              database.all(std::string("SELECT x FROM ") + table + " ORDER BY x");
  }
  return text;
}

/// Fails the n-th statement of revisions (from 1) that runs through the session.
struct FailAt {
  int n;
  int seen = 0;
  bool failed = false;
  void operator()(const std::string& sql) {
    const bool of_the_ledger = sql == "BEGIN" || sql == "COMMIT" ||
                               sql.find("syncline_") != std::string::npos ||
                               sql.starts_with("SELECT");
    if (of_the_ledger || ++seen != n) return;
    failed = true;
    throw Error(Failure::Database, "statement " + std::to_string(n) + " was made to fail");
  }
};

/// The statements that the journal has must be those whose work is in the database: nothing more
/// ran, nothing less.
void expect_journal_tells_the_truth(const Database& database) {
  Database shadow;
  const Rows rows = database.open()->query(
      "SELECT sql FROM syncline_journal WHERE outcome = 'done' ORDER BY entry");
  const std::unique_ptr<Session> other = shadow.open();
  for (const auto& row : rows.rows) other->execute(row.front().value_or(""));
  EXPECT_EQ(content(database), content(shadow));
}

template <typename Run>
int fail_every_statement(const std::string& end, Run run) {
  for (int n = 1;; ++n) {
    Database database;
    history_of_four(database);
    auto fail = std::make_shared<FailAt>(FailAt{n});
    const bool failed = run(database, fail);
    if (!failed) return n - 1;
    SCOPED_TRACE("statement " + std::to_string(n));
    database.session.before = [](const std::string&) {};
    expect_journal_tells_the_truth(database);
    run(database, nullptr);
    EXPECT_EQ(content(database), end);
    expect_journal_tells_the_truth(database);
    EXPECT_EQ(database.all("SELECT value FROM syncline_state WHERE name = 'unfinished'"), "");
  }
}

bool attempt(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find(".sql:"), std::string::npos) << error.what();
    EXPECT_FALSE(error.hint.empty());
    return true;
  }
  return false;
}

std::string content_at_head() {
  Database database;
  history_of_four(database);
  database.upgrade();
  return content(database);
}

TEST(Failure, AnUpgradeGoesOnAfterAnyStatement) {
  const std::string end = content_at_head();
  const int runs =
      fail_every_statement(end, [](Database& database, const std::shared_ptr<FailAt>& fail) {
        if (fail) database.session.before = [fail](const std::string& sql) { (*fail)(sql); };
        const bool failed = attempt([&] { database.upgrade(); });
        EXPECT_TRUE(failed || database.applied().size() == 4);
        return failed;
      });
  EXPECT_EQ(runs, 12);
}

TEST(Failure, ADowngradeGoesOnAfterAnyStatement) {
  const int runs =
      fail_every_statement("", [](Database& database, const std::shared_ptr<FailAt>& fail) {
        if (fail) database.upgrade();
        if (fail) database.session.before = [fail](const std::string& sql) { (*fail)(sql); };
        const bool failed = attempt([&] { database.downgrade(); });
        EXPECT_TRUE(failed || database.applied().empty());
        return failed;
      });
  EXPECT_EQ(runs, 8);
}

class Unfinished4 : public ::testing::Test {
 protected:
  /// Revision 4 stops at its fourth statement.
  Unfinished4() {
    history_of_four(database);
    database.session.before = [](const std::string& sql) {
      if (sql == "INSERT INTO c SELECT x FROM b") throw Error(Failure::Database, "no");
    };
    error = error_of([&] { database.upgrade(); });
    database.session.before = [](const std::string&) {};
  }
  Database database;
  Error error{Failure::Usage, ""};
};

TEST_F(Unfinished4, TheHintSaysWhatRanAndStays) {
  EXPECT_NE(error.hint.find("revision 4 is applied in part (3 statements)"), std::string::npos)
      << error.hint;
  EXPECT_NE(error.hint.find("3 revisions before it are applied"), std::string::npos) << error.hint;
  EXPECT_EQ(database.applied().size(), 3u);
}

TEST_F(Unfinished4, GoesOnWithAMendedStatement) {
  const std::string file = "migrations/4.sql";
  const std::string text = read_file(database.files.path() / file);
  database.files.write(file, replace_all(text, "INSERT INTO c SELECT x FROM b",
                                         "INSERT INTO c SELECT x * 10 FROM b"));
  EXPECT_EQ(database.upgrade(), (Ids{"4"}));
  EXPECT_EQ(database.all("SELECT x FROM c ORDER BY x"), "3 20");
}

TEST_F(Unfinished4, RefusesWhenWhatRanHasChanged) {
  const std::string file = "migrations/4.sql";
  const std::string text = read_file(database.files.path() / file);
  database.files.write(file,
                       replace_all(text, "INSERT INTO c VALUES (3)", "INSERT INTO c VALUES (4)"));
  const Error refusal = error_of([&] { database.upgrade(); });
  EXPECT_EQ(refusal.failure, Failure::Refused);
  EXPECT_NE(std::string(refusal.what()).find("has changed"), std::string::npos) << refusal.what();
}

TEST_F(Unfinished4, RefusesToGoTheOtherWay) {
  const Error refusal = error_of([&] { database.downgrade(); });
  EXPECT_EQ(refusal.failure, Failure::Refused);
  EXPECT_NE(std::string(refusal.what()).find("revision 4 was applied in part"), std::string::npos)
      << refusal.what();
  EXPECT_EQ(database.applied().size(), 3u);
}

TEST_F(Unfinished4, RepeatsSettingsInTheNextSession) {
  std::string ran;
  testing::FailingSession next(database.open());
  next.before = [&](const std::string& sql) {
    if (sql.starts_with("PRAGMA journal_mode") || sql.starts_with("INSERT INTO c"))
      ran += sql + ". ";
  };
  EXPECT_EQ(database.upgrade(next), (Ids{"4"}));
  EXPECT_EQ(ran, "PRAGMA journal_mode = DELETE. INSERT INTO c SELECT x FROM b. ");
}

}  // namespace
}  // namespace syncline
