// Commands of a deployment: hooks, the application, tests, health checks, notifications.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace syncline {

struct ShellCommand {
  std::string line;  ///< for /bin/sh -c
  std::filesystem::path folder;
  std::map<std::string, std::string> environment;  ///< on top of ours and of .env
  std::chrono::seconds timeout{600};
  std::string input;               ///< what it reads
};

struct ShellOutcome {
  int status = 0;  ///< exit code; 128 + signal when it was killed
  bool timed_out = false;
  /// Both streams in the order in which they came: the last 64 kB, masked, valid UTF-8, without
  /// control characters.
  std::string output;
  double seconds = 0;

  bool good() const { return status == 0 && !timed_out; }
  /// "ended with exit code 3", "was ended after 10 min, its timeout", "was killed by signal 9"
  std::string problem() const;
};

/// Runs to the end. Whatever it started and left running goes with it when it is ended by its
/// timeout or by Ctrl-C, or when we are killed; what runs on after a good end is left alone.
/// Throws Interrupted.
ShellOutcome run_shell(const ShellCommand& command);

/// `text` as records, ledgers and terminals can hold it: valid UTF-8, without control characters
/// and colours.
std::string readable(std::string_view text);

}  // namespace syncline
