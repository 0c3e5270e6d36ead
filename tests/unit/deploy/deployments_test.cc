#include "deploy/deployments.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "deploy/rolled_back.h"
#include "migrate/lease.h"

namespace syncline {
namespace {

Deployment deployment(const std::string& id, const std::vector<std::string>& revisions = {},
                      DeploymentState state = DeploymentState::Done) {
  Deployment one;
  one.id = one.started_at = id;
  one.environment = "live";
  one.revisions = revisions;
  one.state = state;
  return one;
}

RecordedStep step(const std::string& name, StepState state) {
  RecordedStep one;
  one.name = name;
  one.state = state;
  return one;
}

std::string ids(const std::vector<Deployment>& all) {
  std::string text;
  for (const Deployment& one : all) text += one.id + " ";
  return text;
}

TEST(Deployments, OfTwoCopiesTheOneThatWasWrittenLaterCounts) {
  Deployment early = deployment("1"), late = early;
  early.steps = {step("backup", StepState::Begun)};
  early.state = DeploymentState::Running;
  late.steps = {step("backup", StepState::Done)};
  late.state = DeploymentState::Running;
  EXPECT_TRUE(written_later(late, early));
  EXPECT_FALSE(written_later(early, late));
  Deployment ended = late;
  ended.state = DeploymentState::Failed;
  EXPECT_TRUE(written_later(ended, late));
  Deployment back = ended;
  back.state = DeploymentState::RolledBack;
  EXPECT_TRUE(written_later(back, ended));
  const std::vector<Deployment> all = merged({early, deployment("2"), ended, late});
  EXPECT_EQ(ids(all), "2 1 ");
  EXPECT_EQ(all.back().state, DeploymentState::Failed);
}

TEST(Deployments, OneWhoseProcessIsGoneIsInterrupted) {
  const Lease self = new_lease("", "");
  Deployment one = deployment("1", {}, DeploymentState::Running);
  EnvironmentDeployments seen;
  one.host = self.host;
  one.pid = getpid();
  EXPECT_FALSE(is_interrupted(one, seen));
  EXPECT_EQ(shown_state(one, seen), "running");
  EXPECT_EQ(next_command(one, seen), "");
  one.pid = 0x3ffffffe;  // no process has this number
  EXPECT_TRUE(is_interrupted(one, seen));
  EXPECT_EQ(shown_state(one, seen), "interrupted");
  EXPECT_TRUE(next_command(one, seen).starts_with("syncline deploy resume --env live"));
  one.state = DeploymentState::Done;
  EXPECT_FALSE(is_interrupted(one, seen));
}

TEST(Deployments, OfAnotherMachineTheLeaseTells) {
  Deployment one = deployment("1", {}, DeploymentState::Running);
  one.host = "elsewhere";
  EnvironmentDeployments seen;
  EXPECT_TRUE(is_interrupted(one, seen)) << "it has no lease any more";
  seen.problem = "no answer";
  EXPECT_FALSE(is_interrupted(one, seen)) << "nobody can tell";
  seen.problem.clear();
  Lease lease = new_lease("ann@elsewhere", "deployment 1");
  lease.host = "elsewhere";
  lease.heartbeat = "2025-01-31T09:30:00.000Z";
  lease.seen = "2025-01-31T09:30:20.000Z";
  seen.lease = lease;
  EXPECT_FALSE(is_interrupted(one, seen));
  seen.lease->seen = "2025-01-31T09:35:00.000Z";
  EXPECT_TRUE(is_interrupted(one, seen)) << "it gives no sign of life";
  seen.lease = lease;
  seen.lease->purpose = "deployment 2";
  EXPECT_TRUE(is_interrupted(one, seen)) << "somebody else deploys there now";
}

TEST(Deployments, ThoseWhoseRevisionsAreAllGoneWereTakenBack) {
  const std::vector<Deployment> known = {deployment("4", {"d"}, DeploymentState::RolledBack),
                                         deployment("3", {"c", "d"}),
                                         deployment("2", {"b"}),
                                         deployment("1", {"a"}),
                                         deployment("0", {"x"}),
                                         deployment("app")};
  EXPECT_EQ(ids(taken_back(known, {"a", "b", "c", "d"}, {"a"})), "3 2 ");
  EXPECT_EQ(ids(taken_back(known, {"a", "b", "c", "d"}, {"a", "b", "c"})), "")
      << "a part of it stays";
  EXPECT_EQ(ids(taken_back(known, {"a", "b", "c"}, {"a", "b"})), "3 ")
      << "only a part of it was ever there";
}

TEST(Deployments, TheApplicationGoesBackWhereItWasBrought) {
  Environment environment;
  environment.stage.application_rollback = "./back";
  Deployment one = deployment("1");
  EXPECT_EQ(application_rollback_of(one, environment), "");
  one.steps = {step("application", StepState::Skipped)};
  EXPECT_EQ(application_rollback_of(one, environment), "");
  one.steps = {step("application", StepState::Failed)};
  EXPECT_EQ(application_rollback_of(one, environment), "./back") << "it may have come half way";
  one.steps.push_back(step("application rollback", StepState::Failed));
  EXPECT_EQ(application_rollback_of(one, environment), "./back");
  one.steps.push_back(step("application rollback", StepState::Done));
  EXPECT_EQ(application_rollback_of(one, environment), "");
  one.steps = {step("application", StepState::Done)};
  environment.stage.application_rollback = "";
  EXPECT_EQ(application_rollback_of(one, environment), "");
}

}  // namespace
}  // namespace syncline
