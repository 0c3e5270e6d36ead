// What a pull would do, and what it would lose.
#include "deploy/pull.h"

#include <gtest/gtest.h>

#include "unit/env/sqlite_project.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Pull : public ::testing::Test {
 protected:
  Pull() {
    revision("1", "", "CREATE TABLE a (id INTEGER PRIMARY KEY, note TEXT)", "DROP TABLE a");
    revision("2", "1", "CREATE TABLE b (id INTEGER PRIMARY KEY)", "DROP TABLE b");
    revision("3", "2", "ALTER TABLE a ADD COLUMN more TEXT", "ALTER TABLE a DROP COLUMN more");
  }
  void revision(const std::string& id, const std::string& parent, const std::string& up,
                const std::string& down) {
    std::string text = "-- syncline: revision " + id + "\n";
    if (!parent.empty()) text += "-- syncline: parent " + parent + "\n";
    text += "\n-- syncline: up\n" + up + ";\n";
    if (!down.empty()) text += "\n-- syncline: down\n" + down + ";\n";
    fs::create_directories(here.folder / "migrations");
    write_file(here.folder / "migrations" / (id + ".sql"), text);
  }
  std::unique_ptr<Database> database(const std::string& name, const std::string& target,
                                     const std::string& sql = "") {
    auto made = std::make_unique<Database>(*here.workshop,
                                           "sqlite:" + (here.folder / (name + ".db")).string(),
                                           "env:" + name, ConnectOptions{.create = true});
    Migrations migrations = here.migrations();
    if (!target.empty()) upgrade(migrations, *made, target, {});
    if (!sql.empty()) made->session().execute(sql);
    made->forget();
    return made;
  }
  PullPlan plan(const std::string& there, Database& local, const PullRequest& request = {}) {
    Migrations migrations = here.migrations();
    const auto from = database("there", there);
    return plan_pull(migrations, &local, look_upstream(migrations, *from), request);
  }
  static std::string losses(const PullPlan& plan) {
    std::string text;
    for (const Hazard& one : plan.losses) text += one.why + "\n";
    return text;
  }
  SqliteProject here;
};

using Ids = std::vector<std::string>;

TEST_F(Pull, WhatIsMissingComesAndWhatIsTooMuchGoes) {
  const auto behind = database("behind", "1"), ahead = database("ahead", "3");
  const PullPlan forth = plan("2", *behind);
  EXPECT_EQ(forth.way, PullWay::Run);
  EXPECT_EQ(forth.forth, (Ids{"2"}));
  EXPECT_EQ(forth.back, Ids());
  const PullPlan back = plan("2", *ahead);
  EXPECT_EQ(back.back, (Ids{"3"}));
  EXPECT_EQ(back.forth, Ids());
}

TEST_F(Pull, OneThatIsNotThereYetIsEmpty) {
  Migrations migrations = here.migrations();
  const auto from = database("there", "2");
  const PullPlan none = plan_pull(migrations, nullptr, look_upstream(migrations, *from), {});
  EXPECT_EQ(none.forth, (Ids{"1", "2"}));
}

TEST_F(Pull, OnlyRowsThatAreThereAreLost) {
  const auto local = database("local", "3");
  EXPECT_EQ(losses(plan("1", *local)), "");
  local->session().execute("INSERT INTO a VALUES (1, 'x', 'y'), (2, 'x', NULL)");
  local->session().execute("INSERT INTO b VALUES (1)");
  EXPECT_THROW(plan("1", *local), Error);
  const std::string lost = losses(plan("1", *local, {.allowed = {Danger::DataLoss}}));
  EXPECT_NE(lost.find("column a.more is gone afterwards, with 1 value (3 is"), lost.npos) << lost;
  EXPECT_NE(lost.find("table b is gone afterwards, with 1 row (2 is"), lost.npos) << lost;
}

TEST_F(Pull, WhatARevisionDropsIsLostUnlessItIsKept) {
  revision("4", "3", "DROP TABLE b", "CREATE TABLE b (id INTEGER PRIMARY KEY)");
  const auto local = database("local", "3", "INSERT INTO b VALUES (1)");
  EXPECT_THROW(plan("4", *local), Error);
  EXPECT_EQ(losses(plan("4", *local, {.keeps_dropped = true})), "");
}

TEST_F(Pull, ChangedByHandGoesByThePlanOrByTheLedgerAlone) {
  const auto changed = database("changed", "1", "CREATE TABLE b (id INTEGER PRIMARY KEY)");
  EXPECT_EQ(plan("2", *changed).way, PullWay::Ledger);
  const auto other = database("other", "2", "CREATE INDEX mine ON a (note)");
  EXPECT_EQ(plan("2", *other).way, PullWay::Schema);
}

TEST_F(Pull, ARevisionWithoutDownIsFoundBefore) {
  revision("4", "3", "CREATE TABLE c (id INTEGER PRIMARY KEY)", "");
  const auto local = database("local", "4");
  EXPECT_THROW(plan("3", *local), Error);
}

TEST_F(Pull, AllFilesThatAreMissingAreNamed) {
  const auto from = database("there", "3");
  fs::remove(here.folder / "migrations/2.sql");
  fs::remove(here.folder / "migrations/3.sql");
  Migrations migrations = here.migrations();
  try {
    look_upstream(migrations, *from);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Input);
    EXPECT_NE(error.detail.find("2 (applied"), std::string::npos) << error.detail;
    EXPECT_NE(error.detail.find("3 (applied"), std::string::npos) << error.detail;
  }
}

}  // namespace
}  // namespace syncline
