#include "deploy/shell_command.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "base/error.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/secret.h"
#include "base/text.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class ShellCommands : public testing::Test {
 protected:
  ShellCommands() {
    std::string name = (fs::temp_directory_path() / "syncline-shell-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~ShellCommands() override { fs::remove_all(folder); }
  ShellCommand line(const std::string& text) const {
    ShellCommand command;
    command.line = text;
    command.folder = folder;
    command.timeout = std::chrono::seconds(20);
    return command;
  }
  fs::path folder;
};

TEST_F(ShellCommands, BothStreamsComeInTheirOrder) {
  const ShellOutcome outcome = run_shell(line("echo a; echo b >&2; echo c; exit 3"));
  EXPECT_EQ(outcome.output, "a\nb\nc\n");
  EXPECT_FALSE(outcome.good());
  EXPECT_EQ(outcome.problem(), "ended with exit code 3");
  EXPECT_TRUE(run_shell(line("true")).good());
}

TEST_F(ShellCommands, ItsVariablesCountBeforeDotEnvAndOurs) {
  write_file(folder / ".env", "SYNCLINE_A=dotenv\nSYNCLINE_B=dotenv\nSYNCLINE_C=dotenv\n");
  setenv("SYNCLINE_C", "ours", 1);
  ShellCommand command = line("echo $SYNCLINE_A $SYNCLINE_B $SYNCLINE_C; cat");
  command.environment = {{"SYNCLINE_A", "own"}};
  command.input = "read";
  EXPECT_EQ(run_shell(command).output, "own dotenv ours\nread");
  unsetenv("SYNCLINE_C");
}

TEST_F(ShellCommands, SecretsAreMaskedAlsoWhereTheOutputIsCut) {
  remember_secret("s3cret-of-hooks");
  const ShellOutcome little = run_shell(line("echo key s3cret-of-hooks postgresql://a:pw9@h/d"));
  EXPECT_EQ(little.output, "key *** postgresql://a:***@h/d\n");
  // One endless line, cut somewhere in the middle of a secret.
  const ShellOutcome much =
      run_shell(line("i=0; while [ $i -lt 9000 ]; do printf s3cret-of-hooks; i=$((i+1)); done"));
  EXPECT_EQ(much.output.find("hooks"), std::string::npos);
  EXPECT_EQ(much.output.find("s3c"), std::string::npos);
}

TEST_F(ShellCommands, OfMuchOutputTheLastLinesAreKept) {
  const ShellOutcome outcome = run_shell(line("seq 100000"));
  EXPECT_LE(outcome.output.size(), 64u * 1024 + 10);
  EXPECT_GT(outcome.output.size(), 60u * 1024);
  EXPECT_TRUE(outcome.output.starts_with("[…]\n"));
  EXPECT_TRUE(outcome.output.ends_with("\n99999\n100000\n"));
  const std::string second = split(outcome.output, '\n').at(1);
  EXPECT_EQ(second.size(), 5u) << "cut through a line";
}

TEST_F(ShellCommands, OutputIsTextThatRecordsCanHold) {
  const ShellOutcome outcome =
      run_shell(line("printf '\\033[31mred\\033[0m\\000 \\377 \\rnext\\r\\nlast\\ta'"));
  EXPECT_EQ(outcome.output, "red ? \nnext\nlast\ta");
}

TEST_F(ShellCommands, TheTimeoutEndsWhatItStarted) {
  ShellCommand command = line("(trap '' TERM; sleep 1000) & echo $! > pid; echo before; wait");
  command.timeout = std::chrono::seconds(1);
  const ShellOutcome outcome = run_shell(command);
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_FALSE(outcome.good());
  EXPECT_EQ(outcome.output, "before\n");
  EXPECT_EQ(outcome.problem(), "was ended after 1 s, its timeout");
  const int grandchild = std::atoi(read_file(folder / "pid").c_str());
  ASSERT_GT(grandchild, 0);
  bool gone = false;
  for (int i = 0; i < 1000 && !gone; ++i) {
    const fs::path stat = "/proc/" + std::to_string(grandchild) + "/stat";
    gone = !fs::exists(stat) || read_file(stat).find(") Z ") != std::string::npos;
    if (!gone) usleep(1000);
  }
  EXPECT_TRUE(gone);
}

TEST_F(ShellCommands, OneThatIsKilledIsTold) {
  EXPECT_EQ(run_shell(line("kill -9 $$")).problem(), "was killed by signal 9");
}

using ShellCommandsDeath = ShellCommands;

TEST_F(ShellCommandsDeath, CtrlCEndsItAndLastWordsRunDespiteIt) {
  const ShellCommand command = line("echo done");
  EXPECT_EXIT(
      {
        catch_interrupts();
        raise(SIGINT);
        int thrown = 0;
        try {
          run_shell(command);
        } catch (const Interrupted&) {
          thrown = 1;
        }
        const InterruptPostponed last_words;
        _exit(thrown == 1 && run_shell(command).output == "done\n" ? 42 : 1);
      },
      testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace syncline
