#include "env/project.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "env/dialects.h"
#include "unit/env/sqlite_project.h"

namespace syncline {
namespace {

std::string url_of(SqliteProject& here, ValueSource url) {
  Environment environment;
  environment.name = "x";
  environment.url = std::move(url);
  return here.project.url_of(environment);
}

TEST(Project, AUrlComesFromTheProcessThenFromDotenvThenFromTheDefault) {
  SqliteProject here;
  ValueSource source;
  source.variable = "SYNCLINE_TEST_URL";
  source.fallback = "postgresql://c";
  unsetenv("SYNCLINE_TEST_URL");
  EXPECT_EQ(url_of(here, source), "postgresql://c");
  write_file(here.folder / ".env", "SYNCLINE_TEST_URL=postgresql://b\n");
  EXPECT_EQ(url_of(here, source), "postgresql://b");
  setenv("SYNCLINE_TEST_URL", "postgresql://a", 1);
  EXPECT_EQ(url_of(here, source), "postgresql://a");
  unsetenv("SYNCLINE_TEST_URL");
}

TEST(Project, AUrlComesFromAFileOrACommand) {
  SqliteProject here;
  ValueSource file, command;
  write_file(here.folder / "u", "postgresql://f\n");
  file.file = "u";
  command.command = "cat u";
  EXPECT_EQ(url_of(here, file), "postgresql://f");
  EXPECT_EQ(url_of(here, command), "postgresql://f");
}

TEST(Project, AMissingVariableIsAnErrorAtItsPlace) {
  SqliteProject here;
  ValueSource source;
  source.variable = "SYNCLINE_NOT_SET";
  source.place = {"syncline.toml", 7, 3};
  try {
    url_of(here, source);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_EQ(error.place->text(), "syncline.toml:7:3");
  }
}

TEST(Project, IsFoundFromAFolderBelow) {
  SqliteProject here;
  write_file(here.folder / "syncline.toml", "[project]\nname = \"found\"\n");
  std::filesystem::create_directories(here.folder / "a/b");
  EXPECT_EQ(Project::load(here.folder / "a/b").name, "found");
  EXPECT_THROW(Project::load("/"), Error);
}

TEST(Dialects, AreFoundBySchemeAndDriver) {
  EXPECT_EQ(dialect_of("postgres://x").name, "postgresql");
  EXPECT_EQ(dialect_of("postgresql+asyncpg://x").name, "postgresql");
  EXPECT_EQ(dialect_of("SQLite:x.db").name, "sqlite");
  EXPECT_THROW(dialect_of("mysql://x"), Error);
  EXPECT_FALSE(is_url("schema.sql"));
}

TEST(Dialects, APathInAUrlIsRelativeToTheProject) {
  const std::filesystem::path here = std::filesystem::current_path();
  EXPECT_EQ(resolved_url("sqlite:x.db", here), "sqlite:x.db");
  EXPECT_EQ(resolved_url("sqlite:x.db", here / "p"), "sqlite:p/x.db");
  EXPECT_EQ(resolved_url("sqlite:///x.db", here / "p"), "sqlite:///p/x.db");
  EXPECT_EQ(resolved_url("sqlite:/abs/x.db", here / "p"), "sqlite:/abs/x.db");
  EXPECT_EQ(resolved_url("sqlite::memory:", here / "p"), "sqlite::memory:");
  EXPECT_EQ(resolved_url("postgresql://h/x", here / "p"), "postgresql://h/x");
}

}  // namespace
}  // namespace syncline
