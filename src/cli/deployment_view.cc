#include "cli/deployment_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/moment.h"
#include "base/text.h"
#include "cli/terminal.h"
#include "migrate/lease.h"

namespace syncline {

namespace {

Data steps_data(const std::vector<RecordedStep>& steps) {
  Data::List list;
  for (const RecordedStep& one : steps) {
    list.push_back(Data::Record{{"step", one.name},
                                {"state", state_name(one.state)},
                                {"what", one.what},
                                {"started_at", one.started_at},
                                {"finished_at", Data::text_or_null(one.finished_at)},
                                {"lines", one.lines},
                                {"output", Data::text_or_null(one.output)},
                                {"error", Data::text_or_null(one.error)}});
  }
  return list;
}

std::string step_line(const RecordedStep& step) {
  const Paint paint = step.state == StepState::Done     ? Paint::Good
                      : step.state == StepState::Failed ? Paint::Bad
                                                        : Paint::Careful;
  std::string word(state_name(step.state));
  word.resize(8, ' ');
  std::string line = fmt::format("  {}{}", painted(paint, word), step.name);
  if (!step.what.empty()) line += ": " + step.what;
  if (!step.error.empty()) line += fmt::format("\n          {}", step.error);
  return line + "\n";
}

}  // namespace

Data deployment_data(const Deployment& one, const std::string& state) {
  return Data::Record{{"deployment", one.id},
                      {"environment", one.environment},
                      {"command", one.kind},
                      {"state", state},
                      {"database", Data::text_or_null(one.database)},
                      {"by", one.by},
                      {"tool", one.tool},
                      {"code", Data::text_or_null(one.code)},
                      {"host", one.host},
                      {"pid", one.pid},
                      {"started_at", one.started_at},
                      {"finished_at", Data::text_or_null(one.finished_at)},
                      {"from", one.from},
                      {"target", Data::text_or_null(one.target)},
                      {"revisions", one.revisions},
                      {"hazards", one.hazards},
                      {"schema", one.schema},
                      {"fingerprint", Data::text_or_null(one.fingerprint)},
                      {"backup", Data::text_or_null(one.backup)},
                      {"gate_passed", one.gate_passed},
                      {"steps", steps_data(one.steps)},
                      {"error", Data::text_or_null(one.error)},
                      {"hint", Data::text_or_null(one.hint)}};
}

TableRow deployment_heading() {
  return {"DEPLOYMENT", "COMMAND", "STATE", "REVISIONS", "TOOK", "BY"};
}

TableRow deployment_row(const Deployment& one, const std::string& state) {
  return {one.id, one.kind, state, std::to_string(one.revisions.size()), time_taken(one), one.by};
}

std::string painted_state(const std::string& state) {
  const bool good = state == state_name(DeploymentState::Done);
  const bool bad = state == state_name(DeploymentState::Failed) || state == "interrupted";
  return painted(good ? Paint::Good : bad ? Paint::Bad : Paint::Careful, state);
}

std::string minute_of(const std::string& moment) {
  std::string time = moment.substr(0, 16);
  std::ranges::replace(time, 'T', ' ');
  return time;
}

std::string time_taken(const Deployment& deployment) {
  if (deployment.finished_at.empty()) return "-";
  return spelled_duration(seconds_between(deployment.started_at, deployment.finished_at));
}

std::string status_text(const EnvironmentDeployments& seen) {
  if (seen.deployments.empty()) {
    return fmt::format("{}: nothing was deployed yet\n", painted(Paint::Strong, seen.environment));
  }
  const Deployment& last = seen.deployments.front();
  const std::string state = shown_state(last, seen);
  std::string text =
      fmt::format("{}: {}, {} ({}), {}, {}\n", painted(Paint::Strong, seen.environment),
                  painted_state(state), last.id, last.kind, minute_of(last.started_at), last.by);
  for (const RecordedStep& step : last.steps) text += step_line(step);
  const bool told = !last.steps.empty() && last.steps.back().error == last.error;
  if (!last.error.empty() && !told) text += fmt::format("  {}\n", last.error);
  if (last.state != DeploymentState::Done && last.state != DeploymentState::RolledBack) {
    text += fmt::format("  the schema was {} when this was written\n", last.schema);
  }
  if (last.state == DeploymentState::Running && state != "interrupted") {
    text += seen.lease ? fmt::format("  under way: {}\n", describe(*seen.lease))
                       : fmt::format("  under way: process {} on {}\n", last.pid, last.host);
  }
  const std::string next = next_command(last, seen);
  if (!next.empty()) text += fmt::format("  next: {}\n", next);
  return text;
}

}  // namespace syncline
