#include <gtest/gtest.h>

#include "env/config.h"

namespace syncline {
namespace {

using std::chrono::seconds;

Project parse(const std::string& text) { return parse_config(text, "/tmp/rally/syncline.toml"); }

const std::string two_stages =
    "[environments.staging]\nrole = 'staging'\nurl = 'a:'\n"
    "[environments.production]\nrole = 'production'\nurl = 'a:'\n";

TEST(DeployConfig, NothingSaidHasDefaults) {
  const Project project = parse(two_stages);
  EXPECT_EQ(project.deploy.records, "/tmp/rally/deployments");
  EXPECT_TRUE(project.deploy.stages.empty());
  EXPECT_TRUE(project.deploy.notify.empty());
  const StageSettings& stage = project.environments.at(0).stage;
  EXPECT_EQ(stage.schema, SchemaOrder::BeforeApplication);
  EXPECT_EQ(stage.on_failure, OnFailure::Stop);
  EXPECT_EQ(stage.timeout, seconds(600));
  EXPECT_TRUE(stage.before.empty() && stage.health.empty() && stage.application.empty());
}

TEST(DeployConfig, ReadsEverything) {
  const Project project = parse(two_stages + R"(
[deploy]
stages = ["staging", "production"]
records = "log/deployments"
notify = "mail-it"
[environments.production.deploy]
schema = "after-application"
on-failure = "rollback"
before = "one"
after = ["two", "three"]
application = "ship it"
application-rollback = "ship the last one"
tests = ["npm test"]
checklist = ["Look at the start page"]
timeout = "5m"
health = [
  { http = "HTTPS://example.org/health", status = 204, body = "ok", tries = 7, pause = "3s", timeout = "4s" },
  { command = "true" },
  { sql = "SELECT 1" },
]
)");
  EXPECT_EQ(project.deploy.stages, (std::vector<std::string>{"staging", "production"}));
  EXPECT_EQ(project.deploy.records, "/tmp/rally/log/deployments");
  EXPECT_EQ(project.deploy.notify, std::vector<std::string>{"mail-it"});
  const StageSettings& stage = project.environment("production").stage;
  EXPECT_EQ(stage.schema, SchemaOrder::AfterApplication);
  EXPECT_EQ(stage.on_failure, OnFailure::Rollback);
  EXPECT_EQ(stage.before, std::vector<std::string>{"one"});
  EXPECT_EQ(stage.after, (std::vector<std::string>{"two", "three"}));
  EXPECT_EQ(stage.application, "ship it");
  EXPECT_EQ(stage.application_rollback, "ship the last one");
  EXPECT_EQ(stage.tests, std::vector<std::string>{"npm test"});
  EXPECT_EQ(stage.checklist, std::vector<std::string>{"Look at the start page"});
  EXPECT_EQ(stage.timeout, seconds(300));
  ASSERT_EQ(stage.health.size(), 3u);
  const HealthCheck& http = stage.health[0];
  EXPECT_EQ(http.http, "HTTPS://example.org/health");
  EXPECT_EQ(http.status, 204);
  EXPECT_EQ(http.body, "ok");
  EXPECT_EQ(http.tries, 7);
  EXPECT_EQ(http.pause, seconds(3));
  EXPECT_EQ(http.timeout, seconds(4));
  EXPECT_EQ(http.place.line, 23);
  EXPECT_EQ(stage.health[1].command, "true");
  EXPECT_EQ(stage.health[2].sql, "SELECT 1");
  EXPECT_EQ(stage.health[2].status, 200);
}

const std::string defaults =
    "[deploy]\nbefore = ['first', 'second']\napplication = 'ship'\ntimeout = '1m'\n"
    "health = [{ command = 'a' }, { command = 'b' }]\n";

TEST(DeployConfig, AStageTakesTheDefaultsAboveAndBelowIt) {
  for (const std::string& text : {defaults + two_stages, two_stages + defaults}) {
    const StageSettings& stage = parse(text).environments.at(1).stage;
    EXPECT_EQ(stage.before, (std::vector<std::string>{"first", "second"}));
    EXPECT_EQ(stage.application, "ship");
    EXPECT_EQ(stage.timeout, seconds(60));
    EXPECT_EQ(stage.health.size(), 2u);
  }
}

TEST(DeployConfig, WhatAStageSaysReplacesTheDefault) {
  const Project project = parse(two_stages +
                                "[environments.production.deploy]\nbefore = []\napplication = ''\n"
                                "health = [{ command = 'c' }]\n" +
                                defaults);
  const StageSettings& stage = project.environments.at(1).stage;
  EXPECT_TRUE(stage.before.empty());
  EXPECT_EQ(stage.application, "");
  EXPECT_EQ(stage.timeout, seconds(60));
  ASSERT_EQ(stage.health.size(), 1u);
  EXPECT_EQ(stage.health[0].command, "c");
  EXPECT_EQ(project.environments.at(0).stage.application, "ship");
}

struct Broken {
  const char* name;
  const char* text;  ///< after an environment of three lines that is called production
  int line, column;
  const char* message;  ///< a part of it
  const char* hint;     ///< a part of it
};

class BrokenDeployConfig : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenDeployConfig, IsRefusedAtItsPlace) {
  const Broken& broken = GetParam();
  try {
    parse(std::string("[environments.production]\nrole = 'production'\nurl = 'a:'\n") +
          broken.text);
    FAIL() << "it was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_NE(std::string(error.what()).find(broken.message), std::string::npos) << error.what();
    EXPECT_NE(error.hint.find(broken.hint), std::string::npos) << error.hint;
    ASSERT_TRUE(error.place.has_value());
    EXPECT_EQ(error.place->line, broken.line);
    EXPECT_EQ(error.place->column, broken.column);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenDeployConfig,
    ::testing::Values(
        Broken{"stage", "[deploy]\nstages = ['production', 'stagin']\n", 5, 25,
               "the stage \"stagin\" is no environment", "environments are: production"},
        Broken{"near_stage", "[deploy]\nstages = 'producton'\n", 5, 10, "no environment",
               "did you mean \"production\"?"},
        Broken{"twice", "[deploy]\nstages = ['production', 'production']\n", 5, 25, "named twice",
               ""},
        Broken{"key", "[deploy]\nstges = []\n", 5, 1, "unknown key \"stges\" in [deploy]",
               "stages"},
        Broken{"stage_key", "[environments.production.deploy]\nnotify = 'x'\n", 5, 1,
               "in [environments.production.deploy]", ""},
        Broken{"schema", "[deploy]\nschema = 'first'\n", 5, 10, "unknown value \"first\"",
               "\"before-application\" or \"after-application\""},
        Broken{"failure", "[deploy]\non-failure = 'cry'\n", 5, 14, "unknown value", "rollback"},
        Broken{"no_way", "[deploy]\nhealth = [{ tries = 3 }]\n", 5, 11, "exactly one of http", ""},
        Broken{"two_ways", "[deploy]\nhealth = [{ command = 'a', sql = 'b' }]\n", 5, 11,
               "exactly one of http", ""},
        Broken{"scheme", "[deploy]\nhealth = [{ http = 'example.org/health' }]\n", 5, 20,
               "begins with http:// or https://", ""},
        Broken{"host", "[deploy]\nhealth = [{ http = 'http:///health' }]\n", 5, 20, "begins with",
               ""},
        Broken{"status_of_sql", "[deploy]\nhealth = [{ sql = 'a', status = 200 }]\n", 5, 33,
               "status goes with http only", ""},
        Broken{"status", "[deploy]\nhealth = [{ http = 'http://a', status = 99 }]\n", 5, 41,
               "from 100 to 599", ""},
        Broken{"tries", "[deploy]\nhealth = [{ sql = 'a', tries = 0 }]\n", 5, 32, "from 1 to 1000",
               ""},
        Broken{"health", "[deploy]\nhealth = 'http://a'\n", 5, 10, "an array of tables", ""},
        Broken{"health_type", "[deploy]\nhealth = ['http://a']\n", 5, 11, "expected a table like",
               ""},
        Broken{"empty", "[deploy]\nbefore = ['a', ' ']\n", 5, 10, "an empty text", ""},
        Broken{"empty_sql", "[deploy]\nhealth = [{ sql = '' }]\n", 5, 19, "an empty text", ""},
        Broken{"timeout", "[deploy]\ntimeout = '0s'\n", 5, 11, "from 1s to 20d", ""}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace syncline
