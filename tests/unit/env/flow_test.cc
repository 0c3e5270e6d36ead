// generate, upgrade, check and prove as functions, on SQLite.
#include <gtest/gtest.h>

#include "env/check.h"
#include "env/generate.h"
#include "env/prove.h"
#include "env/source.h"
#include "env/sync.h"
#include "env/upgrade.h"
#include "unit/env/sqlite_project.h"

namespace syncline {
namespace {

constexpr std::string_view one_table = "CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT);";
constexpr std::string_view two_tables =
    "CREATE TABLE a (id INTEGER PRIMARY KEY, n TEXT);\nCREATE TABLE b (id INTEGER);";

GenerateReport generate_from(SqliteProject& here, std::string_view sql, Dangers allowed = {}) {
  here.models(sql);
  Migrations migrations = here.migrations();
  GenerateRequest request;
  request.message = "change";
  request.allowed = std::move(allowed);
  return generate(here.project, *here.workshop, migrations, request);
}

UpgradeReport upgrade_to(SqliteProject& here, const std::string& target, bool allow_drift = false) {
  Migrations migrations = here.migrations();
  Database database(*here.workshop, here.url(), "env:local", ConnectOptions{.create = true});
  UpgradeRequest request;
  request.allow_drift = allow_drift;
  return upgrade(migrations, database, target, request);
}

CheckReport check_all(SqliteProject& here) {
  Database database(*here.workshop, here.url(), "env:local", {});
  return check(here.project, *here.workshop, &database);
}

TEST(Flow, GenerateWritesOnlyWhenSomethingDiffers) {
  SqliteProject here;
  EXPECT_FALSE(generate_from(here, one_table).file.empty());
  EXPECT_TRUE(generate_from(here, one_table).file.empty());
}

TEST(Flow, IdsGrowAlsoWithinASecond) {
  SqliteProject here;
  const std::string first = generate_from(here, one_table).revision;
  const std::string second = generate_from(here, two_tables).revision;
  EXPECT_LT(first, second);
}

TEST(Flow, HeadIsTrustedAfterGenerate) {
  SqliteProject here;
  generate_from(here, one_table);
  Migrations migrations = here.migrations();
  const auto head = migrations.trusted_head();
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->fingerprint,
            migrations.replayed_fingerprint(migrations.upto(migrations.history().head())));
}

TEST(Flow, HeadIsNotTrustedForAnotherScope) {
  SqliteProject here;
  generate_from(here, one_table);
  WorkshopOptions options;
  options.scope.ignore = {"table a"};
  Workshop other(here.workshop->dialect(), options);
  EXPECT_FALSE(Migrations(here.project, other).trusted_head().has_value());
}

TEST(Flow, DataLossIsRefusedAndNothingWritten) {
  SqliteProject here;
  generate_from(here, two_tables);
  EXPECT_THROW(generate_from(here, one_table), Error);
  EXPECT_EQ(here.migrations().history().revisions().size(), 1u);
  EXPECT_FALSE(generate_from(here, one_table, {Danger::DataLoss}).file.empty());
}

TEST(Flow, AfterAnUpgradeAllIsEqualAndTheStampHolds) {
  SqliteProject here;
  generate_from(here, one_table);
  EXPECT_TRUE(upgrade_to(here, "head").verified);
  EXPECT_TRUE(check_all(here).equal());
  std::vector<std::string> told;
  WorkshopOptions options;
  options.tell = [&](const std::string& text) { told.push_back(text); };
  Workshop listening(here.workshop->dialect(), options);
  Database database(listening, here.url(), "env:local", {});
  database.fingerprint();
  ASSERT_FALSE(told.empty());
  EXPECT_NE(told.back().find("unchanged"), std::string::npos) << told.back();
}

TEST(Flow, DriftIsFoundAndRefusedUntilAllowed) {
  SqliteProject here;
  generate_from(here, one_table);
  upgrade_to(here, "head");
  here.connect()->execute("CREATE INDEX by_hand ON a (n)");
  const CheckReport report = check_all(here);
  EXPECT_TRUE(report.comparisons[0].equal());
  ASSERT_EQ(report.comparisons[1].changes.size(), 1u);
  EXPECT_EQ(report.comparisons[1].changes[0].id().text(), "index by_hand");
  generate_from(here, two_tables);
  EXPECT_THROW(upgrade_to(here, "head"), Error);
  const UpgradeReport allowed = upgrade_to(here, "head", true);
  EXPECT_EQ(allowed.revisions.size(), 1u);
  EXPECT_FALSE(allowed.verified);
}

TEST(Flow, AnEditedRevisionIsRefused) {
  SqliteProject here;
  const GenerateReport report = generate_from(here, one_table);
  upgrade_to(here, "head");
  write_file(report.file, read_file(report.file) + "\n-- edited\n");
  EXPECT_EQ(upgrade_to(here, "head").notes.size(), 1u);  // nothing but a comment
  write_file(report.file, read_file(report.file) + "\nDROP TABLE edited;\n");
  try {
    upgrade_to(here, "head");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Refused);
    EXPECT_NE(error.place->file.find(report.file.filename().string()), std::string::npos);
  }
}

TEST(Flow, ALedgerWithARevisionThatHasNoFileIsAnInputError) {
  SqliteProject here;
  const GenerateReport report = generate_from(here, one_table);
  upgrade_to(here, "head");
  std::filesystem::remove(report.file);
  try {
    upgrade_to(here, "head");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Input);
  }
}

TEST(Flow, DowngradeComesBackToTheBase) {
  SqliteProject here;
  generate_from(here, one_table);
  upgrade_to(here, "head");
  Migrations migrations = here.migrations();
  Database database(*here.workshop, here.url(), "env:local", {});
  UpgradeRequest request;
  request.steps = 2;
  EXPECT_THROW(downgrade(migrations, database, "", request), Error);
  request.steps = 1;
  const UpgradeReport report = downgrade(migrations, database, "", request);
  EXPECT_EQ(report.at, "");
  EXPECT_TRUE(report.verified);
}

TEST(Flow, SyncLeavesNothingOfOurs) {
  SqliteProject here;
  here.models(two_tables);
  const Source models = parse_source("models", &here.project);
  Database database(*here.workshop, here.url(), "env:local", ConnectOptions{.create = true});
  const SyncPlan sync = plan_sync(*here.workshop, database, database.session().stamp(),
                                  load(models, &here.project, *here.workshop), {}, true);
  {
    RunLock lock(database.session(), here.workshop->dialect(), sync_lock());
    EXPECT_TRUE(carry_out(sync, database, lock, {}));
  }
  EXPECT_FALSE(database.ledger().exists());
  EXPECT_TRUE(plan_sync(*here.workshop, database, database.session().stamp(),
                        load(models, &here.project, *here.workshop), {}, true)
                  .comparison.equal());
}

TEST(Prove, APlanThatDoesNotDoWhatItSaysIsAMistakeOfOursWithABundle) {
  SqliteProject here;
  here.models(one_table);
  const Loaded to = load(parse_source("models", &here.project), &here.project, *here.workshop);
  const Loaded from = here.migrations().load_at({});
  Plan wrong;
  wrong.steps.push_back({"CREATE TABLE a (id INTEGER PRIMARY KEY)", {}, {}, {}, {}, {}, {}});
  try {
    prove(*here.workshop, from, to, wrong);
    FAIL();
  } catch (const Unproved& mistake) {
    EXPECT_NE(std::string(mistake.what()).find("column a.n is missing"), std::string::npos)
        << mistake.what();
    for (const char* file : {"from.json", "to.json", "got.json", "plan.sql", "differences.txt"}) {
      EXPECT_TRUE(std::filesystem::exists(mistake.bundle / file)) << file;
    }
  }
}

TEST(Prove, AStatementThatIsRefusedIsAMistakeOfOurs) {
  SqliteProject here;
  here.models(one_table);
  const Loaded to = load(parse_source("models", &here.project), &here.project, *here.workshop);
  Plan wrong;
  wrong.steps.push_back({"DROP TABLE nothing", {}, {}, {}, {}, {}, {}});
  EXPECT_THROW(prove(*here.workshop, here.migrations().load_at({}), to, wrong), Unproved);
}

}  // namespace
}  // namespace syncline
