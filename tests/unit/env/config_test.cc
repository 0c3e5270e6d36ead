#include "env/config.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

Project parse(std::string_view text) { return parse_config(text, "/tmp/rally/syncline.toml"); }

TEST(Config, EmptyFileHasDefaults) {
  const Project project = parse("");
  EXPECT_EQ(project.name, "rally");
  EXPECT_EQ(project.migrations, "/tmp/rally/migrations");
  EXPECT_TRUE(project.environments.empty());
  EXPECT_EQ(project.default_environment, "");
}

TEST(Config, ReadsEverything) {
  const Project project = parse(R"(
[project]
name = "league"
migrations = "db/revisions"
default = "two"
dialect = "postgresql"
[models]
sql = ["schema/", "more.sql"]
program = "print-schema"
[scope]
schemas = ["public"]
ignore = "table public.x"
[scratch]
url = "postgresql:///scratch"
[environments.one]
role = "production"
url = { env = "ONE", default = "sqlite:one.db" }
confirm = "ONE"
[environments.two]
url = { file = "two.url" }
)");
  EXPECT_EQ(project.name, "league");
  EXPECT_EQ(project.migrations, "/tmp/rally/db/revisions");
  EXPECT_EQ(project.default_environment, "two");
  EXPECT_EQ(project.dialect, "postgresql");
  ASSERT_EQ(project.models.sql.size(), 2u);
  EXPECT_EQ(project.models.sql[1], "/tmp/rally/more.sql");
  EXPECT_EQ(project.models.programs, std::vector<std::string>{"print-schema"});
  EXPECT_EQ(project.scope.schemas, std::vector<std::string>{"public"});
  EXPECT_EQ(project.scope.ignore, std::vector<std::string>{"table public.x"});
  EXPECT_EQ(project.scratch_url, "postgresql:///scratch");
  ASSERT_EQ(project.environments.size(), 2u);
  EXPECT_EQ(project.environments[0].role, Role::Production);
  EXPECT_EQ(project.environments[0].url.variable, "ONE");
  EXPECT_EQ(project.environments[0].url.fallback, "sqlite:one.db");
  EXPECT_EQ(project.environments[0].confirm, "ONE");
  EXPECT_EQ(project.environments[1].url.file, "two.url");
}

TEST(Config, ReadsEverythingOfAnEnvironment) {
  const Project project = parse(R"(
[environments.production]
url = { service = "prod" }
apply-url = { command = "vault", timeout = "2m" }
schemas = ["billing"]
tags = ["eu", "big"]
tls = "accepted"
[scope]
schemas = ["public"]
ignore = ["table x"]
[run]
migrate = false
backup = true
rollback-on-failure = false
seed = "seed.sql"
wait-for-database = "5s"
wait = "1h"
)");
  const Environment& one = project.environments.at(0);
  EXPECT_EQ(one.url.service, "prod");
  EXPECT_EQ(project.url_of(one), "postgresql:///?service=prod");
  EXPECT_EQ(url_source(one, Access::Change).command, "vault");
  EXPECT_EQ(url_source(one, Access::Change).timeout, std::chrono::minutes(2));
  EXPECT_EQ(one.tags, (std::vector<std::string>{"eu", "big"}));
  EXPECT_TRUE(one.tls_accepted);
  EXPECT_EQ(project.scope_of(one).schemas, std::vector<std::string>{"billing"});
  EXPECT_EQ(project.scope_of(one).ignore, std::vector<std::string>{"table x"});
  EXPECT_FALSE(project.run.migrate);
  EXPECT_TRUE(project.run.backup);
  EXPECT_FALSE(project.run.rollback_on_failure);
  EXPECT_EQ(project.run.seed, std::vector<std::filesystem::path>{"/tmp/rally/seed.sql"});
  EXPECT_EQ(project.run.wait_for_database, std::chrono::seconds(5));
  EXPECT_EQ(project.run.wait, std::chrono::hours(1));
}

TEST(Config, EnvironmentsKeepTheOrderOfTheFile) {
  const Project project = parse(
      "[environments.z]\nurl = \"a:\"\n[environments.a]\nurl = \"a:\"\n[environments.m]\nurl = "
      "\"a:\"\n");
  ASSERT_EQ(project.environments.size(), 3u);
  EXPECT_EQ(project.environments[0].name, "z");
  EXPECT_EQ(project.environments[1].name, "a");
  EXPECT_EQ(project.environments[2].name, "m");
  EXPECT_EQ(project.default_environment, "");  // three, and none is called local
}

TEST(Config, LocalIsTheDefault) {
  EXPECT_EQ(parse("[environments.x]\nurl='a:'\n[environments.local]\nurl='a:'").default_environment,
            "local");
}

TEST(Config, TheOnlyEnvironmentIsTheDefault) {
  EXPECT_EQ(parse("[environments.x]\nurl='a:'").default_environment, "x");
}

struct Broken {
  const char* name;
  const char* text;
  int line, column;
  const char* message;  ///< a part of it
  const char* hint;     ///< a part of it
};

class BrokenConfig : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenConfig, IsRefusedAtItsPlace) {
  const Broken& broken = GetParam();
  try {
    parse(broken.text);
    FAIL() << "it was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_NE(std::string(error.what()).find(broken.message), std::string::npos) << error.what();
    EXPECT_NE(error.hint.find(broken.hint), std::string::npos) << error.hint;
    ASSERT_TRUE(error.place.has_value());
    EXPECT_EQ(error.place->file, "syncline.toml");
    EXPECT_EQ(error.place->line, broken.line);
    EXPECT_EQ(error.place->column, broken.column);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenConfig,
    ::testing::Values(
        Broken{"toml", "[project]\nname = \n", 2, 8, "", ""},
        Broken{"section", "[modles]\n", 1, 2, "unknown key \"modles\"", "models"},
        Broken{"key", "[project]\n  nmae = 'x'\n", 2, 3, "unknown key \"nmae\" in [project]",
               "name"},
        Broken{"far_key", "[scratch]\nzzzzzzzz = 1\n", 2, 1, "unknown key", "known are: url"},
        Broken{"type", "[project]\nname = 5\n", 2, 8, "expected a string, found a number", ""},
        Broken{"list", "[models]\nsql = ['a', 5]\n", 2, 13, "expected a string, found a number",
               ""},
        Broken{"role", "[environments.x]\nrole = 'prod'\nurl = 'a:'\n", 2, 8, "unknown role",
               "staging"},
        Broken{"no_url", "[environments.x]\nrole = 'test'\n", 1, 15, "has no url", ""},
        Broken{"two_ways", "[environments.x]\nurl = { env = 'A', file = 'b' }\n", 2, 7,
               "exactly one", ""},
        Broken{"default", "[environments.x]\nurl = { file = 'b', default = 'c' }\n", 2, 7,
               "default goes with env", ""},
        Broken{"url_key", "[environments.x]\nurl = { evn = 'A' }\n", 2, 9, "unknown key", "env"},
        Broken{"backup", "[environments.x]\nurl = 'a:'\nbackup = 'b'\n", 3, 10, "unknown policy",
               "before-change"},
        Broken{"sqlalchemy", "[models]\nsqlalchemy = 'app/models.py'\n", 2, 14,
               "no name of a Python module", "package.module:Base"},
        Broken{"timeout", "[environments.x]\nurl = { env = 'b', timeout = '1s' }\n", 2, 7,
               "timeout goes with command", ""},
        Broken{"time", "[environments.x]\nurl = { command = 'b', timeout = 'soon' }\n", 2, 34,
               "found \"soon\"", ""},
        Broken{"tls", "[environments.x]\nurl = 'a:'\ntls = 'off'\n", 3, 7, "unknown value",
               "accepted"},
        Broken{"yes", "[run]\nmigrate = 'yes'\n", 2, 11, "expected true or false", ""},
        Broken{"utf8", "[project]\nname = '\xff'\n", 2, 0, "UTF-8", ""}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Config, DefaultMustExist) {
  EXPECT_THROW(parse("[project]\ndefault = 'x'\n[environments.local]\nurl='a:'"), Error);
}

}  // namespace
}  // namespace syncline
