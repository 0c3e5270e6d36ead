#include "deploy/record_store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/error.h"
#include "unit/migrate/files.h"

namespace syncline {
namespace {

Deployment deployment(const std::string& time, const std::string& environment) {
  Deployment one;
  one.id = time + "-" + environment;
  one.environment = environment;
  one.kind = "push";
  one.started_at = time;
  return one;
}

std::string ids(const std::vector<Deployment>& all) {
  std::string text;
  for (const Deployment& one : all) text += one.id + " ";
  return text;
}

class RecordFolderTest : public ::testing::Test {
 protected:
  testing::Folder files;
  RecordFolder folder{files.path() / "a" / "deployments"};
  std::vector<std::string> problems;
};

TEST_F(RecordFolderTest, OneThatIsNotThereHoldsNone) {
  EXPECT_TRUE(folder.list({}, problems).empty());
  EXPECT_TRUE(problems.empty());
}

TEST_F(RecordFolderTest, ListsTheNewestFirst) {
  folder.save(deployment("2025-01-01T00:00:00.000Z", "live"));
  folder.save(deployment("2025-03-01T00:00:00.000Z", "test"));
  folder.save(deployment("2025-02-01T00:00:00.000Z", "live"));
  EXPECT_EQ(ids(folder.list({}, problems)),
            "2025-03-01T00:00:00.000Z-test 2025-02-01T00:00:00.000Z-live "
            "2025-01-01T00:00:00.000Z-live ");
  EXPECT_EQ(ids(folder.list("live", problems)),
            "2025-02-01T00:00:00.000Z-live 2025-01-01T00:00:00.000Z-live ");
  EXPECT_TRUE(problems.empty());
}

TEST_F(RecordFolderTest, KeepsTheLastWordOfADeployment) {
  Deployment one = deployment("2025-01-01T00:00:00.000Z", "live");
  folder.save(one);
  one.state = DeploymentState::Done;
  folder.save(one);
  const std::vector<Deployment> all = folder.list({}, problems);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all.front().state, DeploymentState::Done);
  EXPECT_TRUE(read_file(files.path() / "a/deployments" / (one.id + ".txt"))
                  .starts_with(one.id + ": done\n"));
}

TEST_F(RecordFolderTest, WhatIsNoRecordIsNamed) {
  folder.save(deployment("2025-01-01T00:00:00.000Z", "live"));
  files.write("a/deployments/odd.json", "{");
  EXPECT_EQ(folder.list({}, problems).size(), 1u);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_NE(problems.front().find("odd.json: this is no record"), std::string::npos)
      << problems.front();
}

TEST_F(RecordFolderTest, AFileInItsPlaceIsAnError) {
  files.write("a", "");
  EXPECT_EQ(testing::error_of([&] { folder.save(deployment("2025", "live")); }).failure,
            Failure::Input);
}

}  // namespace
}  // namespace syncline
