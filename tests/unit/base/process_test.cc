#include "base/process.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <thread>

#include "base/error.h"
#include "base/files.h"
#include "base/interrupt.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

Command shell(const std::string& script) {
  Command command;
  command.program = "sh";
  command.arguments = {"-c", script};
  return command;
}

/// Waits, without a fixed time, for something that must come true.
template <class Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 10000 && !condition(); ++i) usleep(1000);
  return condition();
}

/// A dead process that nobody has waited for yet is not alive.
bool alive(int pid) {
  const fs::path status = "/proc/" + std::to_string(pid) + "/stat";
  return fs::exists(status) && read_file(status).find(") Z ") == std::string::npos;
}

class Processes : public testing::Test {
 protected:
  Processes() {
    std::string name = (fs::temp_directory_path() / "syncline-process-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~Processes() override { fs::remove_all(folder); }
  int number_in(const std::string& file) {
    std::string text;
    eventually(
        [&] { return fs::exists(folder / file) && !(text = read_file(folder / file)).empty(); });
    return std::atoi(text.c_str());
  }
  fs::path folder;
};

TEST(Run, CollectsBothOutputsAndTheStatus) {
  const Outcome outcome = run(shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.output, "out\n");
  EXPECT_EQ(outcome.errors, "err\n");
  EXPECT_FALSE(outcome.timed_out);
}

TEST(Run, FeedsMoreThanAPipeHoldsWhileItReads) {
  Command command = shell("tee /dev/stderr");
  command.input.assign(2'000'000, 'x');
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.output.size(), command.input.size());
  EXPECT_EQ(outcome.errors.size(), command.input.size());
}

TEST(Run, OneStreamKeepsTheOrder) {
  Command command = shell("echo a; echo b >&2; echo c; echo d >&2");
  command.one_stream = true;
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.output, "a\nb\nc\nd\n");
  EXPECT_EQ(outcome.errors, "");
}

TEST(Run, OfMuchOutputTheEndIsKept) {
  Command command = shell("seq 200000; echo end; echo short >&2");
  command.keep_last = 1000;
  const Outcome outcome = run(command);
  EXPECT_TRUE(outcome.cut);
  EXPECT_EQ(outcome.output.size(), 1000u);
  EXPECT_TRUE(outcome.output.ends_with("200000\nend\n"));
  EXPECT_EQ(outcome.errors, "short\n");
  command.keep_last = 10'000'000;
  EXPECT_FALSE(run(command).cut);
}

TEST(Run, AChildMayLeaveItsInputUnread) {
  Command command = shell("exec <&-; echo done");
  command.input.assign(2'000'000, 'x');
  EXPECT_EQ(run(command).output, "done\n");
}

TEST(Run, WithoutInputTheChildReadsAnEnd) {
  EXPECT_EQ(run(shell("cat; echo end")).output, "end\n");
}

TEST(Run, ASignalIsAStatusToo) { EXPECT_EQ(run(shell("kill -TERM $$")).status, 128 + SIGTERM); }

TEST(Run, TimeoutKillsTheWholeGroup) {
  Command command = shell("echo begun; sleep 1000 & wait");
  command.timeout = std::chrono::milliseconds(100);
  const Outcome outcome = run(command);
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_EQ(outcome.status, 128 + SIGKILL);
  EXPECT_EQ(outcome.output, "begun\n");
}

TEST(Run, DoesNotWaitForADaemonThatHoldsThePipes) {
  const Outcome outcome = run(shell("sleep 1000 & echo $!"));
  const int daemon = std::atoi(outcome.output.c_str());
  ASSERT_GT(daemon, 0);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(alive(daemon));
  kill(daemon, SIGKILL);
}

TEST(Run, AChildThatClosesItsOutputsIsAwaited) {
  EXPECT_EQ(run(shell("exec >&- 2>&-; sleep 0.1; exit 7")).status, 7);
}

TEST(Run, AddsToTheEnvironmentAndReplacesInIt) {
  setenv("SYNCLINE_TEST_OLD", "old", 1);
  setenv("SYNCLINE_TEST_KEPT", "kept", 1);
  Command command = shell("echo $SYNCLINE_TEST_OLD $SYNCLINE_TEST_KEPT $SYNCLINE_TEST_NEW");
  command.environment = {{"SYNCLINE_TEST_OLD", "changed"}, {"SYNCLINE_TEST_NEW", "new"}};
  EXPECT_EQ(run(command).output, "changed kept new\n");
}

TEST(Run, WorksInItsFolder) {
  Command command = shell("pwd");
  command.folder = "/";
  EXPECT_EQ(run(command).output, "/\n");
}

TEST(Run, TheChildHasNoTerminal) { EXPECT_NE(run(shell("exec 3</dev/tty")).status, 0); }

TEST(Run, AnUnknownProgramIsAnError) {
  Command command;
  command.program = "no-such-program-anywhere";
  try {
    run(command);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_NE(std::string(error.what()).find("no-such-program-anywhere"), std::string::npos);
    EXPECT_FALSE(error.hint.empty());
  }
}

TEST(Run, AnUnknownFolderIsAnError) {
  Command command = shell("true");
  command.folder = "/no/such/folder";
  EXPECT_THROW(run(command), Error);
}

TEST(Run, AnUnknownUserIsAnError) {
  Command command = shell("true");
  command.user = "no-such-user";
  EXPECT_THROW(run(command), Error);
}

TEST(Run, DropsToAnotherUserWithItsGroupsAndHome) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can become another user";
  Command command = shell("id -un; id -Gn; echo $HOME");
  command.user = "nobody";
  command.folder = "/";
  EXPECT_EQ(run(command).output, "nobody\nnogroup\n/nonexistent\n");
}

TEST(FindProgram, LooksInPathOnlyForPlainNames) {
  EXPECT_TRUE(find_program("sh"));
  EXPECT_EQ(find_program("/bin/sh"), fs::path("/bin/sh"));
  EXPECT_FALSE(find_program("no-such-program-anywhere"));
  EXPECT_FALSE(find_program("/etc/passwd"));  // is no program
  EXPECT_FALSE(find_program("/"));
}

TEST_F(Processes, RunEndsWhatTheChildLeftRunningWhereThatIsWanted) {
  const std::string left = "sleep 1000 > /dev/null 2>&1 & echo $! > ";
  Command command = shell(left + (folder / "kept").string());
  run(command);
  const int kept = number_in("kept");
  EXPECT_TRUE(alive(kept));
  kill(kept, SIGKILL);

  command = shell(left + (folder / "ended").string() + "; exit 3");
  command.leaves_nothing = true;
  EXPECT_EQ(run(command).status, 3);
  EXPECT_TRUE(eventually([&] { return !alive(number_in("ended")); }));
}

TEST_F(Processes, AChildWritesBothOutputsToItsLog) {
  Child child(shell("echo out; echo err >&2; exit 4"), folder / "log", SIGTERM);
  ASSERT_TRUE(eventually([&] { return child.exited().has_value(); }));
  EXPECT_EQ(*child.exited(), 4);
  EXPECT_EQ(read_file(folder / "log"), "out\nerr\n");
}

TEST_F(Processes, StopSendsTheDeathSignal) {
  Child child(shell("trap 'echo bye; exit 9' INT; echo up; while :; do sleep 0.01; done"),
              folder / "log", SIGINT);
  ASSERT_TRUE(eventually([&] { return read_file(folder / "log") == "up\n"; }));
  EXPECT_EQ(child.exited(), std::nullopt);
  child.stop();
  EXPECT_EQ(child.exited(), 9);
  EXPECT_EQ(read_file(folder / "log"), "up\nbye\n");
}

TEST_F(Processes, StopEndsWhatTheChildHasStarted) {
  int grandchild = 0;
  {
    Command command = shell("sleep 1000 & echo $! > pid; wait");
    command.folder = folder;
    const Child child(command, folder / "log", SIGTERM);
    grandchild = number_in("pid");
    ASSERT_GT(grandchild, 0);
  }
  EXPECT_TRUE(eventually([&] { return !alive(grandchild); }));
}

/// Starts, in a process of its own that is then killed, a Child that writes its id to "pid".
int child_of_a_killed_process(const fs::path& folder, const std::string& user) {
  const int parent = fork();
  if (parent == 0) {
    Command command = shell("echo $$ > pid; while :; do sleep 0.01; done");
    command.folder = folder;
    command.user = user;
    Child child(command, folder / "log", SIGTERM);
    pause();
    _exit(0);
  }
  return parent;
}

void dies_with_parent(const fs::path& folder, const std::string& user) {
  // Whoever is orphaned becomes our child, so that we can see its end.
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const int parent = child_of_a_killed_process(folder, user);
  int child = 0;
  ASSERT_TRUE(eventually([&] {
    child = fs::exists(folder / "pid") ? std::atoi(read_file(folder / "pid").c_str()) : 0;
    return child > 0;
  }));
  kill(parent, SIGKILL);
  int status = 0;
  ASSERT_EQ(waitpid(parent, &status, 0), parent);
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

TEST_F(Processes, AChildDiesWithUs) { dies_with_parent(folder, ""); }

TEST_F(Processes, AChildOfAnotherUserDiesWithUs) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can become another user";
  fs::permissions(folder, fs::perms::all);
  dies_with_parent(folder, "nobody");
}

TEST_F(Processes, WhatAGuardedChildStartedDiesWithUs) {
  Command command = shell("(trap '' TERM HUP; sleep 1000) & echo $! > pid; wait");
  command.folder = folder;
  command.guarded = true;
  const int parent = fork();
  if (parent == 0) {
    run(command);
    _exit(0);
  }
  const int grandchild = number_in("pid");
  ASSERT_TRUE(alive(grandchild));
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  EXPECT_TRUE(eventually([&] { return !alive(grandchild); }));
}

TEST_F(Processes, NoGuardedChildIsTooQuick) {
  Command command = shell("sleep 1000 & echo $! > pid; kill -KILL $PPID; wait");
  command.folder = folder;
  command.guarded = true;
  for (int i = 0; i < 20; ++i) {
    fs::remove(folder / "pid");
    const int parent = fork();
    if (parent == 0) {
      run(command);
      _exit(0);
    }
    waitpid(parent, nullptr, 0);
    const int grandchild = number_in("pid");
    ASSERT_TRUE(eventually([&] { return !alive(grandchild); })) << grandchild;
  }
}

TEST_F(Processes, WhatAGuardedChildLeftRunningMayRunOn) {
  Command command = shell("sleep 1000 >/dev/null 2>&1 & echo $! > pid");
  command.folder = folder;
  command.guarded = true;
  EXPECT_EQ(run(command).status, 0);
  usleep(50000);
  EXPECT_TRUE(alive(number_in("pid")));
  kill(number_in("pid"), SIGKILL);
}

TEST_F(Processes, ALogThatCannotBeWrittenIsAnError) {
  EXPECT_THROW(Child(shell("true"), folder / "no/log", SIGTERM), Error);
}

using InterruptDeath = Processes;

TEST_F(InterruptDeath, TheFirstSignalIsNotedTheSecondEndsUs) {
  EXPECT_EXIT(
      {
        catch_interrupts();
        raise(SIGINT);
        if (interrupted() != SIGINT) _exit(1);
        raise(SIGTERM);
        _exit(2);
      },
      testing::ExitedWithCode(128 + SIGTERM), "");
}

TEST_F(InterruptDeath, RunEndsTheChildAndThrows) {
  Command command = shell("echo $$ > pid; exec sleep 1000");
  command.folder = folder;
  EXPECT_EXIT(
      {
        catch_interrupts();
        std::jthread killer([&] {
          number_in("pid");
          kill(getpid(), SIGTERM);
        });
        try {
          run(command);
        } catch (const Interrupted& signal) {
          killer.join();
          _exit(alive(number_in("pid")) ? 1 : signal.signal);
        }
        _exit(2);
      },
      testing::ExitedWithCode(SIGTERM), "");
}

TEST_F(InterruptDeath, APauseEnds) {
  EXPECT_EXIT(
      {
        catch_interrupts();
        raise(SIGINT);
        try {
          pause_for(std::chrono::hours(1));
        } catch (const Interrupted&) {
          _exit(42);
        }
      },
      testing::ExitedWithCode(42), "");
}

TEST_F(InterruptDeath, WaitingForALockEnds) {
  const FileLock held(folder / "lock");
  EXPECT_EXIT(
      {
        catch_interrupts();
        raise(SIGINT);
        try {
          const FileLock lock(folder / "lock");
        } catch (const Interrupted&) {
          _exit(42);
        }
      },
      testing::ExitedWithCode(42), "");
}

TEST_F(InterruptDeath, IgnoredSignalsStayIgnored) {
  EXPECT_EXIT(
      {
        signal(SIGHUP, SIG_IGN);
        catch_interrupts();
        raise(SIGHUP);
        _exit(interrupted());
      },
      testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace syncline
