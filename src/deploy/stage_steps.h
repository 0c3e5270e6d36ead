// The steps of a deployment, as data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "deploy/record.h"

namespace syncline {

class StageRun;

struct StageStep {
  std::string_view name;
  std::string_view why;  ///< for who deploys for the first time
  /// What is to be done in this step, one after the other: commands, checks; none: nothing.
  std::vector<std::string> (*items)(const StageRun& run);
  /// Does one of them. Done, Skipped, or Begun: a person has to go on. Errors fail the step.
  StepState (*carry_out)(StageRun& run, std::size_t item, RecordedStep& step);
};

/// In the order that the environment wants.
std::vector<const StageStep*> steps_of(const StageRun& run);

inline constexpr std::string_view schema_step = "schema";
inline constexpr std::string_view application_step = "application";
inline constexpr std::string_view application_rollback_step = "application rollback";

/// Runs a line of the shell with the deployment's variables; its output goes into the step. Throws
/// Error(Refused) when it does not end well.
void run_line(StageRun& run, const std::string& line, RecordedStep& step);

/// Takes back the last `count` applied revisions, with the rows that were kept.
void take_back_revisions(StageRun& run, std::size_t count, RecordedStep& step);

}  // namespace syncline
