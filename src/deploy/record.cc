#include "deploy/record.h"

#include <fmt/format.h>

#include "base/moment.h"
#include "base/secret.h"
#include "base/text.h"
#include "migrate/records.h"

namespace syncline {

namespace {

constexpr std::size_t longest_output = 4000;  ///< of a step in the text; the JSON has all of it

/// "0.4 s", "12 min"; empty while it is not known.
std::string time_between(const std::string& from, const std::string& to) {
  const double start = epoch_seconds(from), end = epoch_seconds(to);
  if (start == 0 || end < start) return "";
  const double seconds = end - start;
  if (seconds < 60) return fmt::format("{:.1f} s", seconds);
  return spelled_duration(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::string member(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("{:<12} {}\n", name, value);
}

/// The end of it, in whole lines, each behind a mark.
std::string output_text(std::string_view output) {
  std::string text;
  if (output.size() > longest_output) {
    output.remove_prefix(output.size() - longest_output);
    const std::size_t line = output.find('\n');
    output.remove_prefix(line == output.npos ? 0 : line + 1);
    text = "    | …\n";
  }
  while (output.ends_with('\n')) output.remove_suffix(1);
  if (output.empty()) return text;
  for (const std::string& line : split(output, '\n')) text += fmt::format("    | {}\n", line);
  return text;
}

std::string step_text(const RecordedStep& step) {
  std::string line = fmt::format("{:<8} {}", state_name(step.state), step.name);
  const std::string time = time_between(step.started_at, step.finished_at);
  if (!time.empty()) line += fmt::format(" ({})", time);
  if (!step.what.empty()) line += ": " + step.what;
  std::string text = line + "\n";
  for (const std::string& found : step.lines) text += fmt::format("    - {}\n", found);
  text += output_text(step.output);
  if (!step.error.empty()) text += fmt::format("    error: {}\n", step.error);
  return text;
}

}  // namespace

std::string_view state_name(DeploymentState state) {
  switch (state) {
    case DeploymentState::Running:
      return running_state;
    case DeploymentState::Waiting:
      return "waiting";
    case DeploymentState::Done:
      return "done";
    case DeploymentState::Failed:
      return "failed";
    case DeploymentState::RolledBack:
      return "rolled back";
  }
  return "";
}

std::string_view state_name(StepState state) {
  switch (state) {
    case StepState::Begun:
      return "begun";
    case StepState::Done:
      return "done";
    case StepState::Failed:
      return "failed";
    case StepState::Skipped:
      return "skipped";
  }
  return "";
}

std::string record_text(const Deployment& deployment) {
  const Deployment& one = deployment;
  std::string text = fmt::format("{}: {}\n\n", one.id, state_name(one.state));
  text += member("environment", one.environment) + member("database", one.database);
  text += member("command", one.kind) + member("by", one.by) + member("tool", one.tool);
  text += member("code", one.code) + member("started", one.started_at);
  const std::string time = time_between(one.started_at, one.finished_at);
  text += member("finished", one.finished_at + (time.empty() ? "" : fmt::format(" ({})", time)));
  text += member("from", one.from.empty() ? "base" : one.from.back());
  text += member("target", one.target);
  text += member("revisions", one.revisions.empty() ? "none" : join(one.revisions, ", "));
  text += member("schema", one.schema);
  text += member("hazards", join(one.hazards, "\n             "));
  text += member("backup", one.backup) + member("fingerprint", one.fingerprint);
  text += member("gate", one.gate_passed ? "passed: the next stage may begin" : "not passed");
  text += "\n";
  for (const RecordedStep& step : one.steps) text += step_text(step);
  if (!one.error.empty()) text += fmt::format("\nerror: {}\n", one.error);
  if (!one.hint.empty()) text += fmt::format("hint: {}\n", one.hint);
  return masked_words(text);
}

}  // namespace syncline
