// A deployment with something going wrong in it: a project with hooks, an application and checks,
// and a judge of what becomes of it.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "faults/state.h"
#include "faults/trial.h"

namespace syncline::testing {

/// The project's file and commands. A command does what $DEPLOY_FAULT says ("hang application")
/// when it is the one that is named there.
void write_deployment_project(const Ground& ground, bool rolls_back);

/// One run of the program that is disturbed, with all its variables.
using Disturbed = std::function<Outcome(const Environment& more)>;

struct Verdict {
  std::string step;     ///< where it happened, by the record
  std::string outcome;  ///< "as before", "rolled back", …
  std::string problem;  ///< what is not true; empty: nothing is lost
};

/// A database at the first of three revisions, with rows; the two others are to be deployed.
class Deploying {
 public:
  /// `rolls_back`: on-failure = "rollback".
  Deploying(const Dialect& dialect, const Server* server, bool rolls_back = false);

  Ground& ground() { return ground_; }
  std::filesystem::path backups() const { return ground_.folder() / "backups"; }
  static std::vector<std::string> command();

  /// Sets everything back, runs, judges, and then looks for the two ways on: `deploy resume` must
  /// end at the target, `rollback` at the beginning.
  Verdict judged(const Disturbed& run);

 private:
  struct Seen;
  void begin();
  Outcome plain(std::vector<std::string> arguments) const;
  std::string where(State& state) const;
  std::string application() const;
  nlohmann::json record(bool in_ledger) const;
  Seen look(const Outcome& outcome, const std::string& mark) const;
  std::string told_wrong(const Outcome& outcome, const Seen& seen) const;
  std::string goes_on() const;
  std::string goes_back() const;
  std::string both_ways(const Seen& seen);

  Ground ground_;
  std::string seeded_;  ///< the database at the beginning
  State before_, target_;
  bool rolls_back_;
};

/// Rows of a table: fault, step, outcome and how often; printed at the end.
class FaultTable {
 public:
  void add(const std::string& fault, const Verdict& verdict);
  /// Prints it; the words about what was lost.
  std::string verdict(const std::string& what) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int> rows_;
  int count_ = 0;
  std::vector<std::string> problems_;
};

}  // namespace syncline::testing
