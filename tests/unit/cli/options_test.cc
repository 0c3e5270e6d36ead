#include "cli/options.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"

namespace syncline {
namespace {

Invocation parse(const std::vector<std::string>& words) { return parse_command_line(words); }

TEST(Options, GlobalOptionsStandBeforeAndAfterTheCommand) {
  for (const auto& words : {std::vector<std::string>{"--env", "x", "check", "--json"},
                            std::vector<std::string>{"check", "--env", "x", "--json"},
                            std::vector<std::string>{"check", "--json", "--env=x"}}) {
    const Invocation invocation = parse(words);
    ASSERT_NE(invocation.command, nullptr);
    EXPECT_EQ(invocation.command->name, "check");
    EXPECT_EQ(invocation.arguments.text("--env"), "x");
    EXPECT_TRUE(invocation.arguments.flag("--json"));
  }
}

TEST(Options, ACommandMayHaveOthersBelowIt) {
  EXPECT_EQ(parse({"deploy", "--auto"}).command->name, "deploy");
  const Invocation resume = parse({"deploy", "resume", "--checked", "--env", "x"});
  EXPECT_EQ(resume.command->name, "deploy resume");
  EXPECT_TRUE(resume.arguments.flag("--checked"));
  EXPECT_EQ(resume.arguments.text("--env"), "x");
  EXPECT_THROW(parse({"deploy", "--auto", "resume"}), Error);
  EXPECT_THROW(parse({"deploy", "resume", "--auto"}), Error);
  EXPECT_THROW(parse({"deploy", "nonsense"}), Error);
}

TEST(Options, OperandsAreBoundByName) {
  const Invocation invocation = parse({"diff", "models", "--json", "env:x"});
  EXPECT_EQ(invocation.arguments.text("FROM"), "models");
  EXPECT_EQ(invocation.arguments.text("TO"), "env:x");
}

TEST(Options, AnOperandMayBeNamedLikeACommand) {
  EXPECT_EQ(parse({"show", "check"}).arguments.text("REV"), "check");
}

TEST(Options, AfterTwoDashesEverythingIsAnOperand) {
  EXPECT_EQ(parse({"show", "--", "--json"}).arguments.text("REV"), "--json");
}

TEST(Options, ANumberOfStepsIsNoOption) {
  EXPECT_EQ(parse({"downgrade", "-1", "--json"}).arguments.text("TARGET"), "-1");
  EXPECT_EQ(parse({"upgrade", "+12"}).arguments.text("TARGET"), "+12");
  EXPECT_THROW(parse({"downgrade", "-x"}), Error);
}

TEST(Options, ARepeatedOperandTakesAllThatFollows) {
  EXPECT_EQ(parse({"merge", "a", "b", "-m", "x", "c"}).arguments.list("HEAD"),
            (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_FALSE(parse({"merge"}).arguments.flag("HEAD"));
}

TEST(Options, AnAliasIsTheCommand) {
  EXPECT_EQ(parse({"revision", "-m", "x"}).command->name, "generate");
}

TEST(Options, CommandsOfTwoWords) {
  EXPECT_EQ(parse({"env", "list"}).command->name, "env list");
  const Invocation family = parse({"env"});
  EXPECT_EQ(family.command, nullptr);
  EXPECT_EQ(family.family, "env");
}

TEST(Options, ListsAreSplitAndAddUp) {
  const Invocation invocation = parse({"sync", "--allow", "a,b", "--allow", "c"});
  EXPECT_EQ(invocation.arguments.list("--allow"), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Options, HelpNeedsNoOperands) {
  EXPECT_TRUE(parse({"inspect", "--help"}).arguments.flag("--help"));
}

struct Wrong {
  std::vector<std::string> words;
  const char* message;
  const char* hint;
};

TEST(Options, WhatNobodyTakesIsRefusedWithTheNearestWord) {
  const std::vector<Wrong> all = {
      {{"chekc"}, "no command \"chekc\"", "\"check\""},
      {{"env", "tset"}, "no command \"env tset\"", "\"test\""},
      {{"check", "--jsno"}, "no option --jsno", "\"--json\""},
      {{"generate", "--mesage", "x"}, "no option --mesage", "\"--message\""},
      {{"--verbos"}, "no option --verbos", "\"--verbose\""},
      {{"inspect"}, "needs SOURCE", "--help"},
      {{"inspect", "a", "b"}, "does not take \"b\"", ""},
      {{"check", "--env"}, "--env needs a value", ""},
      {{"check", "--json=yes"}, "--json takes no value", ""},
      {{"inspect", "a", "--format", "jsn"}, "--format cannot be \"jsn\"", "\"json\""},
      {{"completion", "tcsh"}, "SHELL cannot be \"tcsh\"", "bash"},
  };
  for (const Wrong& wrong : all) {
    try {
      parse(wrong.words);
      ADD_FAILURE() << join(wrong.words, " ");
    } catch (const Error& error) {
      EXPECT_EQ(error.failure, Failure::Usage);
      EXPECT_NE(std::string(error.what()).find(wrong.message), std::string::npos) << error.what();
      EXPECT_NE(error.hint.find(wrong.hint), std::string::npos) << error.hint;
    }
  }
}

TEST(Options, CountsAreWholeNumbers) {
  EXPECT_EQ(parse({"downgrade", "--steps", "3"}).arguments.count("--steps"), 3);
  for (const char* text : {"0", "-1", "x", "1.5", "99999999999"}) {
    EXPECT_THROW(parse({"downgrade", std::string("--steps=") + text}).arguments.count("--steps"),
                 Error)
        << text;
  }
}

TEST(Commands, EveryOneExplainsItself) {
  for (const CommandSpec* command : all_commands()) {
    EXPECT_FALSE(command->summary.empty()) << command->name;
    EXPECT_FALSE(command->about.empty()) << command->name;
    EXPECT_NE(command->examples.find("syncline "), std::string_view::npos) << command->name;
    EXPECT_NE(command->run, nullptr) << command->name;
  }
}

TEST(Commands, NoOptionHidesAGlobalOne) {
  for (const CommandSpec* command : all_commands()) {
    for (const Option& own : command->options) {
      for (const Option& global : global_options()) {
        EXPECT_NE(own.name, global.name) << command->name;
        EXPECT_TRUE(own.brief.empty() || own.brief != global.brief) << command->name;
      }
    }
  }
}

}  // namespace
}  // namespace syncline
