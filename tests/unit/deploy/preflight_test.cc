// What a preflight finds on a real database.
#include "deploy/preflight.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "env/upgrade.h"
#include "unit/env/sqlite_project.h"

namespace syncline {
namespace {

constexpr std::string_view settings = R"([models]
sql = "schema.sql"
[environments.staging]
role = "staging"
url = "sqlite:staging.db"
[environments.production]
role = "production"
url = "sqlite:production.db"
)";

class PreflightTest : public ::testing::Test {
 protected:
  PreflightTest() {
    here_.models("CREATE TABLE a (id integer);\n");
    here_.project = parse_config(std::string(settings), here_.folder / "syncline.toml");
    std::filesystem::create_directory(here_.project.migrations);
    revision("1", "", "CREATE TABLE a (id integer);", "DROP TABLE a;");
    head_says(schema_at("1"));
    connect("staging");
    connect("production");
  }

  std::string schema_at(const std::string& id) {
    Migrations migrations = here_.migrations();
    return migrations.replayed_fingerprint(migrations.upto(migrations.history().find(id)));
  }

  void head_says(const std::string& fingerprint) {
    here_.migrations().save_heads({{"1", fingerprint}});
  }

  void revision(const std::string& id, const std::string& parent, const std::string& up,
                const std::string& down) {
    std::string text = "-- syncline: revision " + id + "\n";
    if (!parent.empty()) text += "-- syncline: parent " + parent + "\n";
    text += "\n-- syncline: up\n" + up + "\n";
    if (!down.empty()) text += "\n-- syncline: down\n" + down + "\n";
    write_file(here_.project.migrations / (id + "_x.sql"), text);
  }

  std::unique_ptr<Database> connect(const std::string& name) {
    ConnectOptions options;
    options.create = true;
    return std::make_unique<Database>(*here_.workshop,
                                      "sqlite:" + (here_.folder / (name + ".db")).string(),
                                      "env:" + name, options);
  }

  void upgrade_to_heads(const std::string& name) {
    Migrations migrations = here_.migrations();
    upgrade(migrations, *connect(name), "heads", {});
  }

  Preflight look(const std::string& target = "heads") {
    Migrations migrations = here_.migrations();
    const auto database = connect("production");
    request_.environment = &here_.project.environment("production");
    request_.target = target;
    Preflight found = preflight(here_.project, migrations, *database, request_);
    found.revisions.clear();  // of the migrations that end here
    return found;
  }

  void staging_comes_before() { request_.earlier = {&here_.project.environment("staging")}; }

  SqliteProject here_;
  PreflightRequest request_;
};

/// "drift: stop", …
std::vector<std::string> weights(const Preflight& found) {
  std::vector<std::string> result;
  for (const PreflightFinding& one : found.findings) {
    result.push_back(one.name + (one.weight == Weight::Fine     ? ": fine"
                                 : one.weight == Weight::Notice ? ": notice"
                                 : one.allowed                  ? ": allowed"
                                                                : ": stop"));
  }
  return result;
}

PreflightFinding named(const Preflight& found, const std::string& name) {
  const auto one = std::ranges::find(found.findings, name, &PreflightFinding::name);
  if (one != found.findings.end()) return *one;
  ADD_FAILURE() << "no finding " << name;
  return {};
}

using Words = std::vector<std::string>;

TEST_F(PreflightTest, AllIsWell) {
  const Preflight found = look();
  EXPECT_TRUE(found.clear());
  EXPECT_EQ(weights(found), (Words{"connection: fine", "files: fine", "drift: fine", "models: fine",
                                   "proof: fine", "hazards: fine", "sizes: fine", "blockers: fine",
                                   "disk: fine", "backup: fine"}));
}

TEST_F(PreflightTest, WithNothingToApplyNothingIsInTheWay) {
  upgrade_to_heads("production");
  EXPECT_EQ(weights(look()),
            (Words{"connection: fine", "files: fine", "drift: fine", "models: fine"}));
}

TEST_F(PreflightTest, DriftStopsUnlessItIsAllowed) {
  upgrade_to_heads("production");
  connect("production")->session().execute("CREATE TABLE by_hand (id integer)");
  EXPECT_FALSE(look().clear());
  EXPECT_EQ(named(look(), "drift").lines, Words{"table by_hand is new"});
  request_.allow = {"drift"};
  EXPECT_TRUE(look().clear());
  EXPECT_TRUE(named(look(), "drift").allowed);
}

TEST_F(PreflightTest, AnEditedFileStopsAndCannotBeAllowed) {
  upgrade_to_heads("production");
  revision("1", "", "CREATE TABLE a (id text);", "DROP TABLE a;");
  request_.allow = {"files"};
  const Preflight found = look();
  EXPECT_FALSE(found.clear());
  EXPECT_EQ(weights(found), (Words{"connection: fine", "files: stop"}));
}

TEST_F(PreflightTest, ARevisionWithoutAFileStops) {
  upgrade_to_heads("production");
  std::filesystem::remove(here_.project.migrations / "1_x.sql");
  EXPECT_EQ(named(look(), "files").weight, Weight::Stop);
}

TEST_F(PreflightTest, ATargetThatThereIsNotIsAMistake) { EXPECT_THROW(look("nowhere"), Error); }

TEST_F(PreflightTest, WhatHasNotPassedTheEarlierStageStops) {
  staging_comes_before();
  EXPECT_EQ(named(look(), "earlier-stage").lines, Words{"1 is not applied there"});
  upgrade_to_heads("staging");
  EXPECT_TRUE(look().clear());
}

TEST_F(PreflightTest, AnEarlierStageThatIsTheSameDatabaseStops) {
  Environment same = here_.project.environment("production");
  same.name = "twin";
  here_.project.environments.push_back(same);
  request_.earlier = {&here_.project.environment("twin")};
  EXPECT_EQ(named(look(), "earlier-stage").text, "twin is the same database as production");
}

TEST_F(PreflightTest, OneThatCannotBeReachedStops) {
  std::filesystem::remove(here_.folder / "staging.db");
  staging_comes_before();
  EXPECT_EQ(named(look(), "earlier-stage").weight, Weight::Stop);
}

TEST_F(PreflightTest, OneThatDoesNotAnswerInTimeStops) {
  const auto holder = connect("staging");
  holder->session().execute("BEGIN EXCLUSIVE");
  staging_comes_before();
  request_.timeout = std::chrono::seconds(1);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(named(look(), "earlier-stage").weight, Weight::Stop);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(8));
  holder->session().execute("ROLLBACK");
}

TEST_F(PreflightTest, WhatDoesNotRunIsNotProved) {
  revision("2", "1", "ALTER TABLE missing ADD COLUMN b integer;", "SELECT 1;");
  const Preflight found = look();
  EXPECT_EQ(named(found, "proof").weight, Weight::Stop);
  EXPECT_EQ(named(found, "sizes").weight, Weight::Notice);
}

TEST_F(PreflightTest, ADownThatDoesNotLeadBackIsNotProved) {
  revision("2", "1", "CREATE TABLE b (id integer);", "SELECT 1;");
  EXPECT_EQ(named(look(), "proof").weight, Weight::Stop);
  request_.allow = {"proof"};
  EXPECT_TRUE(look().clear());
}

TEST_F(PreflightTest, AHeadThatSaysAnotherSchemaStops) {
  head_says(std::string(64, '0'));
  const Preflight found = look();
  EXPECT_EQ(named(found, "proof").weight, Weight::Fine);  // it ran
  EXPECT_FALSE(found.clear());
}

TEST_F(PreflightTest, AHeadThatIsBehindIsGoodToKnow) {
  revision("2", "1", "CREATE TABLE b (id integer);", "DROP TABLE b;");
  const Preflight found = look();
  EXPECT_TRUE(found.clear());
  EXPECT_EQ(std::ranges::count(found.findings, "proof", &PreflightFinding::name), 2);
}

TEST_F(PreflightTest, WhatOnlyWritesRowsNamesItsTables) {
  upgrade_to_heads("production");
  revision("2", "1", "UPDATE a SET id = id + 1;", "UPDATE a SET id = id - 1;");
  EXPECT_EQ(named(look(), "sizes").text.find("1 table is changed"), 0u);
}

TEST_F(PreflightTest, WhatWaitsForAPersonStops) {
  write_file(here_.project.migrations / "2_x.sql",
             "-- syncline: revision 2\n-- syncline: parent 1\n-- syncline: review is it right?\n\n"
             "-- syncline: up\nCREATE TABLE b (id integer);\n\n-- syncline: down\nDROP TABLE b;\n");
  EXPECT_EQ(named(look(), "review").text,
            "revision 2 waits for a person to look at it: is it right?");
}

TEST_F(PreflightTest, HazardsAndAMissingWayBackAreNamed) {
  upgrade_to_heads("production");
  revision("2", "1", "-- hazard: data-loss: table a is dropped with its rows\nDROP TABLE a;", "");
  here_.models("");
  const Preflight found = look();
  EXPECT_TRUE(found.clear());
  const PreflightFinding hazards = named(found, "hazards");
  EXPECT_EQ(hazards.weight, Weight::Notice);
  EXPECT_EQ(hazards.text, "1 hazard, 1 without a way back");
  EXPECT_EQ(hazards.lines, (Words{"2: data-loss: table a is dropped with its rows",
                                  "2: it has no down section: only a backup leads back"}));
  EXPECT_EQ(named(found, "sizes").text.find("1 table is changed"), 0u);
}

TEST_F(PreflightTest, ModelsThatSayMoreAreANotice) {
  here_.models("CREATE TABLE a (id integer, b text);\n");
  const PreflightFinding models = named(look(), "models");
  EXPECT_EQ(models.weight, Weight::Notice);
  EXPECT_EQ(models.lines, Words{"column a.b is new"});
}

TEST_F(PreflightTest, AnotherWriterIsInTheWay) {
  upgrade_to_heads("production");
  revision("2", "1", "CREATE TABLE b (id integer);", "DROP TABLE b;");
  const auto other = connect("production");
  other->session().execute("BEGIN IMMEDIATE");
  EXPECT_EQ(named(look(), "blockers").weight, Weight::Stop);
  other->session().execute("ROLLBACK");
  EXPECT_TRUE(look().clear());
}

TEST_F(PreflightTest, BackupsThatCannotBeWrittenStop) {
  write_file(here_.folder / "in_the_way", "");
  here_.project.backup.folder = here_.folder / "in_the_way" / "backups";
  EXPECT_EQ(named(look(), "backup").weight, Weight::Stop);
  request_.backup = false;
  EXPECT_EQ(named(look(), "backup").weight, Weight::Notice);  // production, and none is made
}

}  // namespace
}  // namespace syncline
