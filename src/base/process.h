// Child processes: run to the end, or kept running while we live.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace syncline {

struct Command {
  std::filesystem::path program;                   ///< a path, or a name that is looked up in PATH
  std::vector<std::string> arguments;              ///< never a secret: /proc shows them to everyone
  std::map<std::string, std::string> environment;  ///< added to ours; secrets go here
  std::filesystem::path folder;                    ///< working directory; empty: ours
  std::string input;                               ///< what the child reads on stdin
  std::string user;                                ///< drop to this user before exec; empty: stay
  std::chrono::milliseconds timeout{0};            ///< 0: none; after it the child is killed
  bool leaves_nothing = false;  ///< what it started and left running is killed when it ends
  bool guarded = false;         ///< what it started is killed with it when we die, even of -9
  bool one_stream = false;      ///< both outputs come in `output`, in the order in which they came
  std::size_t keep_last = 0;    ///< bytes of each output: of more, the end is kept; 0: all
};

struct Outcome {
  int status = 0;  ///< exit code; 128 + signal when killed
  std::string output;
  std::string errors;
  bool timed_out = false;
  bool cut = false;  ///< there was more output than `keep_last`
};

/// Runs to the end, collecting both outputs; the child has no terminal. Throws Error(Config) when
/// the program does not exist, and Interrupted (after killing the child) when Ctrl-C arrives;
/// nothing is begun after it.
Outcome run(const Command& command);

/// A child that lives no longer than we do, not even when we are killed with -9 (PR_SET_PDEATHSIG),
/// and that does not see the terminal's Ctrl-C (its own process group). The kernel counts the
/// thread that makes it as "we": that thread must live as long.
class Child {
 public:
  /// Both outputs go to `log`, which begins anew; the input is empty.
  Child(const Command& command, const std::filesystem::path& log, int death_signal);
  ~Child();  ///< sends the death signal and waits
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int pid() const;
  std::optional<int> exited();  ///< its status when it has ended
  void stop();  ///< sends the death signal and waits up to 10 s, then kills its group

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Full path of a program in PATH, or nothing.
std::optional<std::filesystem::path> find_program(const std::string& name);

}  // namespace syncline
