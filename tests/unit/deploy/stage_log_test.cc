#include "deploy/stage_log.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/error.h"

namespace syncline {
namespace {

struct Log : testing::Test {
  std::filesystem::path folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "syncline-log-XXXXXX").string();
    return std::filesystem::path(mkdtemp(name.data()));
  }();
  std::vector<std::string> told;
  std::vector<DeploymentState> ledger;
  bool broken = false;
  StageLog log{RecordFolder(folder),
               [this](const Deployment& one) {
                 if (broken) throw Error(Failure::Database, "no connection");
                 ledger.push_back(one.state);
               },
               [this](const std::string& text) { told.push_back(text); }};

  void SetUp() override {
    log.record().id = "20250131T093000.125Z-live";
    log.record().environment = "live";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
};

TEST_F(Log, WritesEachStepBeforeAndAfter) {
  log.begin();
  log.open("hook before", "./stop");
  std::vector<std::string> problems;
  const auto begun = RecordFolder(folder).list("live", problems);
  ASSERT_EQ(begun.size(), 1U);
  EXPECT_EQ(begun[0].steps.at(0).state, StepState::Begun);
  EXPECT_FALSE(log.has_done("hook before", "./stop"));
  log.close(StepState::Done);
  EXPECT_TRUE(log.has_done("hook before", "./stop"));
  EXPECT_FALSE(log.has_done("hook before", "./other"));
  EXPECT_EQ(ledger.size(), 3U);
}

TEST_F(Log, WhatCannotBeWrittenStopsOnlyTheBeginning) {
  broken = true;
  EXPECT_THROW(log.begin(), Error);
  log.open("schema", "1");
  log.close(StepState::Done);
  ASSERT_EQ(told.size(), 1U) << "the same problem is told once";
  EXPECT_NE(told[0].find("no connection"), std::string::npos);
  broken = false;
  log.save();
  broken = true;
  log.save();
  EXPECT_EQ(told.size(), 2U);
}

TEST_F(Log, AStepThatWasCutOffHasFailed) {
  Deployment earlier = log.record();
  earlier.error = "gone";
  earlier.steps.push_back({.name = "backup", .state = StepState::Done, .what = "all"});
  earlier.steps.push_back({.name = "schema", .state = StepState::Begun, .what = "1"});
  log.take_over(earlier);
  EXPECT_TRUE(log.has_done("backup", "all"));
  EXPECT_FALSE(log.has_done("schema", "1"));
  EXPECT_TRUE(log.has_begun("schema"));
  EXPECT_EQ(log.record().steps[1].state, StepState::Failed);
  EXPECT_EQ(log.record().error, "");
}

}  // namespace
}  // namespace syncline
