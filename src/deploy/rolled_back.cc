#include "deploy/rolled_back.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "deploy/deployment_lease.h"
#include "deploy/notify.h"
#include "deploy/stage_steps.h"
#include "env/who.h"

namespace syncline {

namespace {

bool contains(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

std::size_t applied_of(const Deployment& deployment, const std::vector<std::string>& applied) {
  return static_cast<std::size_t>(std::ranges::count_if(
      deployment.revisions, [&](const std::string& id) { return contains(applied, id); }));
}

bool has_step(const Deployment& deployment, std::string_view name,
              const std::function<bool(StepState)>& in) {
  return std::ranges::any_of(deployment.steps, [&](const RecordedStep& step) {
    return step.name == name && in(step.state);
  });
}

/// Or has begun to; and it was not taken back since.
bool brought_application(const Deployment& deployment) {
  return has_step(deployment, application_step,
                  [](StepState state) { return state != StepState::Skipped; }) &&
         !has_step(deployment, application_rollback_step,
                   [](StepState state) { return state == StepState::Done; });
}

}  // namespace

std::optional<LastDeployment> last_deployment_to_take_back(Database& database,
                                                           const EnvironmentDeployments& seen) {
  const std::vector<std::string> ids = applied_ids(database);
  for (const Deployment& one : seen.deployments) {
    if (one.state == DeploymentState::Running && !is_interrupted(one, seen)) {
      throw Error(Failure::Refused, fmt::format("deployment {} is under way: {}, process {} on {}",
                                                one.id, one.by, one.pid, one.host))
          .with_hint("wait for its end; syncline deploy status tells how far it is");
    }
    if (one.state == DeploymentState::RolledBack) continue;
    if (one.revisions.empty()) {
      if (brought_application(one)) return LastDeployment{one, 0};
      continue;  // it changed nothing
    }
    const std::size_t of_it = applied_of(one, ids);
    if (of_it == 0) continue;  // it came to nothing, or was taken back by a downgrade
    const bool last =
        std::all_of(ids.end() - static_cast<std::ptrdiff_t>(of_it), ids.end(),
                    [&](const std::string& id) { return contains(one.revisions, id); });
    if (!last) return {};
    return LastDeployment{one, of_it};
  }
  return {};
}

std::vector<Deployment> taken_back(const std::vector<Deployment>& known,
                                   const std::vector<std::string>& before,
                                   const std::vector<std::string>& now) {
  std::vector<Deployment> result;
  for (const Deployment& one : known) {
    if (one.state == DeploymentState::RolledBack) continue;
    if (applied_of(one, before) > 0 && applied_of(one, now) == 0) result.push_back(one);
  }
  return result;
}

std::string application_rollback_of(const Deployment& deployment, const Environment& environment) {
  return brought_application(deployment) ? environment.stage.application_rollback : "";
}

std::map<std::string, std::string> command_variables(const Deployment& deployment,
                                                     std::string_view step) {
  return {{"SYNCLINE_DEPLOYMENT", deployment.id},
          {"SYNCLINE_ENVIRONMENT", deployment.environment},
          {"SYNCLINE_STEP", std::string(step)},
          {"SYNCLINE_FROM", deployment.from.empty() ? "base" : deployment.from.back()},
          {"SYNCLINE_TARGET", deployment.target}};
}

ShellCommand stage_command(const Project& project, const StageSettings& settings,
                           const Deployment& deployment, std::string_view step,
                           const std::string& line) {
  ShellCommand command;
  command.line = line;
  command.folder = project.folder;
  command.environment = command_variables(deployment, step);
  command.timeout = settings.timeout;
  return command;
}

RollbackRecord::RollbackRecord(const Project& project, Deployment deployment,
                               std::function<std::unique_ptr<Database>()> connect, Tell tell)
    : project_(project),
      deployment_(std::move(deployment)),
      error_(deployment_.error),
      connect_(std::move(connect)),
      tell_(std::move(tell)) {}

RecordedStep& RollbackRecord::step(std::string_view name, const std::string& what) {
  RecordedStep& step = deployment_.steps.emplace_back();
  step.name = name;
  step.what = what;
  step.started_at = utc_now();
  step.lines.push_back("by " + who());
  return step;
}

void RollbackRecord::save() {
  const auto attempt = [&](const auto& write) {
    try {
      write();
    } catch (const Error& error) {
      tell_(fmt::format("the record of {} could not be written: {}", deployment_.id, error.what()));
    }
  };
  attempt([&] { save_record(*connect_(), deployment_); });
  attempt([&] { RecordFolder(project_.deploy.records).save(deployment_); });
}

void RollbackRecord::take_back_application(const Environment& environment) {
  const std::string& line = environment.stage.application_rollback;
  RecordedStep& taken = step(application_rollback_step, line);
  save();
  const ShellOutcome outcome = run_shell(
      stage_command(project_, environment.stage, deployment_, application_rollback_step, line));
  taken.finished_at = utc_now();
  taken.output = outcome.output;
  taken.state = outcome.good() ? StepState::Done : StepState::Failed;
  if (!outcome.good()) taken.error = fmt::format("it {}", outcome.problem());
  save();
  if (outcome.good()) return;
  Error error(Failure::Refused, fmt::format("the rollback command of the application {}: {}",
                                            outcome.problem(), line));
  error.detail = outcome.output;
  error.hint =
      "the schema is as it was; mend the command, or go back with --schema-only when the "
      "application was taken back otherwise";
  throw error;
}

void RollbackRecord::begin(const std::string& how) {
  step("rollback", how);
  deployment_.state = DeploymentState::Failed;
  deployment_.schema = "unknown";
  deployment_.gate_passed = false;
  deployment_.error = "a rollback was begun, and nobody saw its end";
  deployment_.hint = "see where it is: syncline status; then run the rollback again";
  save();
}

void RollbackRecord::done(const std::string& how) {
  const bool begun = !deployment_.steps.empty() && deployment_.steps.back().name == "rollback" &&
                     deployment_.steps.back().state == StepState::Begun;
  RecordedStep& last = begun ? deployment_.steps.back() : step("rollback", how);
  last.state = StepState::Done;
  last.finished_at = utc_now();
  deployment_.state = DeploymentState::RolledBack;
  deployment_.schema = "as before";
  deployment_.gate_passed = false;
  deployment_.error = error_;
  deployment_.hint.clear();
  if (deployment_.finished_at.empty()) deployment_.finished_at = last.finished_at;
  save();
  notify(project_, deployment_, tell_);
}

}  // namespace syncline
