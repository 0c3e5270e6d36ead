#include "deploy/record.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"

namespace syncline {
namespace {

RecordedStep step(const std::string& name, StepState state) {
  RecordedStep one;
  one.name = name;
  one.state = state;
  one.started_at = "2025-01-31T09:30:00.000Z";
  one.finished_at = "2025-01-31T09:30:01.500Z";
  one.what = "what " + name;
  one.lines = {"line 1 of " + name, "line 2"};
  one.output = "output of " + name + "\n";
  one.error = "error of " + name;
  return one;
}

/// Every member has a value of its own.
Deployment full() {
  Deployment one;
  one.id = "20250131T093000Z-live";
  one.environment = "live";
  one.kind = "deploy";
  one.state = DeploymentState::RolledBack;
  one.database = "postgresql://db.example.org/shop";
  one.by = "ann@desk";
  one.tool = "syncline 9";
  one.code = "0123abc";
  one.host = "desk";
  one.pid = 4711;
  one.started_at = "2025-01-31T09:30:00.000Z";
  one.finished_at = "2025-01-31T09:32:30.000Z";
  one.from = {"r1", "r2"};
  one.target = "r4";
  one.revisions = {"r3", "r4"};
  one.hazards = {"r3: data-loss"};
  one.schema = "at the target";
  one.fingerprint = "f00d";
  one.backup = "live-20250131T093001Z";
  one.gate_passed = true;
  for (const StepState state :
       {StepState::Begun, StepState::Done, StepState::Failed, StepState::Skipped}) {
    one.steps.push_back(step(std::string(state_name(state)) + "-step", state));
  }
  one.error = "it went wrong";
  one.hint = "look there";
  return one;
}

Failure failure_of(const std::string& json) {
  try {
    read_record(json, "x.json");
  } catch (const Error& error) {
    EXPECT_EQ(error.place->file, "x.json");
    return error.failure;
  }
  ADD_FAILURE() << "was read";
  return Failure::Usage;
}

TEST(Record, IsReadAsItWasWritten) {
  const std::string json = write_record(full());
  const Deployment read = read_record(json, "");
  EXPECT_EQ(write_record(read), json);
  EXPECT_EQ(read.state, DeploymentState::RolledBack);
  EXPECT_EQ(read.from, full().from);
  EXPECT_EQ(read.hazards, full().hazards);
  EXPECT_EQ(read.pid, 4711);
  EXPECT_TRUE(read.gate_passed);
  ASSERT_EQ(read.steps.size(), 4u);
  EXPECT_EQ(read.steps[2].state, StepState::Failed);
  EXPECT_EQ(read.steps[2].output, "output of failed-step\n");
  EXPECT_EQ(read.steps[2].lines, full().steps[2].lines);
}

TEST(Record, EveryMemberIsThereThoughItIsNotKnownYet) {
  const std::string empty = write_record({}), all = write_record(full());
  std::size_t members = 0;
  for (const std::string& line : split(all, '\n')) {
    if (!line.starts_with("  \"")) continue;
    const std::string name = line.substr(0, line.find(':'));
    EXPECT_NE(empty.find("\n" + name), std::string::npos) << name;
    const bool same = empty.find("\n" + line + "\n") != std::string::npos;
    EXPECT_EQ(same, name.ends_with("version\"")) << "full() says nothing of its own for " << name;
    ++members;
  }
  EXPECT_EQ(members, 24u);
}

TEST(Record, EveryStateHasItsWord) {
  for (const DeploymentState state :
       {DeploymentState::Running, DeploymentState::Waiting, DeploymentState::Done,
        DeploymentState::Failed, DeploymentState::RolledBack}) {
    Deployment one = full();
    one.state = state;
    EXPECT_EQ(read_record(write_record(one), "").state, state);
  }
}

TEST(Record, OfANewerProgramIsRefused) {
  Deployment one = full();
  one.version = record_version + 1;
  EXPECT_EQ(failure_of(write_record(one)), Failure::Refused);
}

TEST(Record, WhatIsNoneIsSaidToBeNone) {
  const std::string whole = write_record(full());
  EXPECT_EQ(failure_of(""), Failure::Input);
  EXPECT_EQ(failure_of("[]"), Failure::Input);
  EXPECT_EQ(failure_of("{\"version\": 1}"), Failure::Input);
  EXPECT_EQ(failure_of(whole.substr(0, whole.size() / 2)), Failure::Input);
  std::string odd = whole;
  odd.replace(odd.find("rolled back"), 11, "rolled over");
  EXPECT_EQ(failure_of(odd), Failure::Input);
}

TEST(Record, HoldsNoSecret) {
  remember_secret("sesame\"open");
  Deployment one = full();
  const std::string leak = "said sesame\"open loudly";
  one.database = one.by = one.code = one.error = one.hint = leak;
  one.hazards = {leak};
  one.steps[1].what = one.steps[1].output = one.steps[1].error = leak;
  one.steps[1].lines = {leak, "postgresql://u:other@host/db"};
  for (const std::string& text : {write_record(one), record_text(one)}) {
    EXPECT_EQ(text.find("sesame"), std::string::npos) << text;
    EXPECT_EQ(text.find("other@"), std::string::npos) << text;
    EXPECT_NE(text.find("said *** loudly"), std::string::npos) << text;
  }
}

TEST(Record, AWordOfOursThatIsAlsoAPasswordStays) {
  remember_secret("environment");
  const Deployment read = read_record(write_record(full()), "");
  EXPECT_EQ(read.environment, "live");
}

TEST(Record, OutputThatIsNoTextIsKeptAsFarAsItCanBe) {
  Deployment one = full();
  one.steps[0].output = "a\xff\0b";
  EXPECT_EQ(read_record(write_record(one), "").steps[0].output.front(), 'a');
}

TEST(Record, AsTextSaysWhatHappened) {
  Deployment one = full();
  one.steps[1].output.assign(10'000, 'x').append("\nthe end\n");
  const std::string text = record_text(one);
  EXPECT_TRUE(text.starts_with("20250131T093000Z-live: rolled back\n")) << text;
  EXPECT_NE(text.find("\nfinished     2025-01-31T09:32:30.000Z (2 min)\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("\nfailed   failed-step (1.5 s): what failed-step\n"
                      "    - line 1 of failed-step\n    - line 2\n    | output of failed-step\n"
                      "    error: error of failed-step\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("    | …\n    | the end\n"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("\nerror: it went wrong\nhint: look there\n")) << text;
}

}  // namespace
}  // namespace syncline
