// What it means that revisions have passed a stage.
#include "deploy/earlier_stage.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

constexpr Syntax syntax{};

Revision revision(const std::string& id) {
  return parse_revision("-- syncline: revision " + id + "\n\n-- syncline: up\nCREATE TABLE t" + id +
                            " (a integer);\n",
                        id + ".sql", syntax);
}

Applied row(const Revision& revision, std::int64_t position, const std::string& fingerprint) {
  Applied applied;
  applied.revision = revision.id;
  applied.checksum = revision.checksum;
  applied.fingerprint = fingerprint;
  applied.position = position;
  return applied;
}

Deployment deployed(const std::vector<std::string>& revisions, bool gate_passed) {
  Deployment deployment;
  deployment.id = "20250131T093000Z-staging";
  deployment.kind = "deploy";
  deployment.state = gate_passed ? DeploymentState::Done : DeploymentState::Failed;
  deployment.revisions = revisions;
  deployment.gate_passed = gate_passed;
  return deployment;
}

class PassedStage : public ::testing::Test {
 protected:
  PassedStage() {
    stage.name = "staging";
    stage.applied = {row(one, 1, ""), row(two, 2, "f00")};
  }

  PreflightFinding look() { return passed_stage(stage, {&one, &two}, syntax); }
  void stops_with(const std::string& line) {
    const PreflightFinding finding = look();
    EXPECT_EQ(finding.name, "earlier-stage");
    EXPECT_EQ(finding.weight, Weight::Stop);
    EXPECT_EQ(finding.lines, std::vector<std::string>{line});
  }

  const Revision one = revision("1"), two = revision("2");
  EarlierStage stage;
};

TEST_F(PassedStage, AppliedAsTheFilesAreAndVerifiedIsEnoughWhereNothingIsTested) {
  const PreflightFinding finding = look();
  EXPECT_EQ(finding.weight, Weight::Fine);
  EXPECT_EQ(finding.text, "2 revisions passed staging");
}

TEST_F(PassedStage, WhatIsMissingThereIsNamed) {
  stage.applied.pop_back();
  stage.applied.front().fingerprint = "f00";
  stops_with("2 is not applied there");
}

TEST_F(PassedStage, WhatWasEditedSinceHasNotPassed) {
  stage.applied.front().checksum = "another";
  stage.applied.front().finished_at = "2025-01-31";
  stops_with("1 was edited after it was applied there on 2025-01-31");
}

TEST_F(PassedStage, WhatWasStampedByForceHasNotPassed) {
  stage.applied.back().how = How::Forced;
  stops_with("2 was stamped there by force");
}

TEST_F(PassedStage, ItMustHaveBeenVerified) {
  stage.applied.back().fingerprint = "";
  stops_with("it was not verified there that the schema is what they make");
}

TEST_F(PassedStage, OneThatCannotBeReachedStops) {
  stage.problem = "no answer within 10 s";
  const PreflightFinding finding = look();
  EXPECT_EQ(finding.weight, Weight::Stop);
  EXPECT_EQ(finding.text, "what has passed staging is not known: no answer within 10 s");
}

TEST_F(PassedStage, ARevisionInPartStops) {
  stage.unfinished = Unfinished{.revision = "3", .statements = 1, .checksum = ""};
  stops_with("3 is applied there in part");
}

TEST_F(PassedStage, WhereThereAreTestsADeploymentMustHaveRunThem) {
  stage.settings.tests = {"make test"};
  stops_with("no deployment has run its tests there: syncline deploy does");
  stage.deployments = {deployed({"1"}, true)};
  stops_with("its tests ran before 2 was there: syncline deploy runs them");
  stage.deployments.front().from = {"1"};
  stage.deployments.front().revisions = {"2"};
  EXPECT_EQ(look().weight, Weight::Fine);
}

TEST_F(PassedStage, TheLastDeploymentMustHavePassedItsGate) {
  stage.deployments = {deployed({"1", "2"}, false), deployed({"1", "2"}, true)};
  stops_with("its last deployment, 20250131T093000Z-staging, is failed: its gate was not passed");
  stage.deployments.front().state = DeploymentState::Waiting;
  stops_with(
      "its last deployment, 20250131T093000Z-staging, is waiting: its checklist waits for a "
      "person");
  stage.deployments.front().state = DeploymentState::RolledBack;  // the one before it counts
  EXPECT_EQ(look().weight, Weight::Fine);
  stage.deployments.front().state = DeploymentState::Failed;
  stage.deployments.front().kind = "push";  // which has no gate where nothing is tested
  EXPECT_EQ(look().weight, Weight::Fine);
}

TEST_F(PassedStage, ASquashPassesWithWhatItStandsFor) {
  Revision squash = revision("3");
  squash.replaces = {{"1", one.checksum, {}}, {"2", two.checksum, {}}};
  EXPECT_EQ(passed_stage(stage, {&squash}, syntax).weight, Weight::Fine);
  squash.replaces.push_back({"9", "", {}});
  EXPECT_EQ(passed_stage(stage, {&squash}, syntax).weight, Weight::Stop);
}

}  // namespace
}  // namespace syncline
