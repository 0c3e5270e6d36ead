#include <gtest/gtest.h>

#include "env/config.h"
#include "env/foreign.h"

namespace syncline {
namespace {

Project parse(std::string_view text) { return parse_config(text, "/tmp/rally/syncline.toml"); }

std::string refused(std::string_view text) {
  try {
    parse(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_TRUE(error.place);
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << text;
  return "";
}

TEST(HistoryConfig, NamesTheToolAndItsTable) {
  const Project project = parse("[history]\ntool = \"dbmate\"\ntable = \"ops.versions\"\n");
  EXPECT_EQ(project.history.tool, "dbmate");
  EXPECT_EQ(project.history.table_name(), "ops.versions");
  EXPECT_FALSE(project.history.keep_alembic);
  EXPECT_EQ(parse("[history]\ntool = \"goose\"").history.table_name(), "goose_db_version");
}

TEST(HistoryConfig, WhoKeepsAlembicVersionComesFromAlembic) {
  const Project project = parse("[history]\nalembic_version = \"keep\"\n");
  EXPECT_EQ(project.history.tool, "alembic");
  EXPECT_TRUE(project.history.keep_alembic);
  EXPECT_FALSE(parse("[history]\nalembic_version = \"leave\"\n").history.keep_alembic);
}

TEST(HistoryConfig, RefusesWhatMeansNothing) {
  EXPECT_EQ(refused("[history]\ntool = \"rails\"\n"), "unknown tool \"rails\"");
  EXPECT_EQ(refused("[history]\nalembic_version = \"yes\"\n"),
            "alembic_version is \"keep\" or \"leave\"");
  EXPECT_EQ(refused("[history]\ntool = \"goose\"\nalembic_version = \"keep\"\n"),
            "alembic_version cannot be kept in a history of goose");
  EXPECT_EQ(refused("[history]\ntable = \"x\"\n"),
            "[history] has a table, and no tool that it belongs to");
}

TEST(HistoryConfig, TheToolsTableIsNoPartOfTheScope) {
  const Scope scope = scope_of(parse("[history]\ntool = \"alembic\"\n"));
  Object table;
  table.id = ObjectId("table", {"public", "alembic_version"});
  EXPECT_FALSE(scope.covers(table));
  table.id = ObjectId("table", {"public", "alembic"});
  EXPECT_TRUE(scope.covers(table));
}

}  // namespace
}  // namespace syncline
