#include "deploy/deployments.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "deploy/deployment_lease.h"
#include "migrate/lease.h"

namespace syncline {

namespace {

struct Seen {
  Look look;
  std::vector<Deployment> records;
  std::optional<Lease> lease;
};

std::size_t ended_steps(const Deployment& one) {
  return static_cast<std::size_t>(std::ranges::count_if(
      one.steps, [](const RecordedStep& step) { return step.state != StepState::Begun; }));
}

/// Nothing where another machine ran it.
std::optional<bool> process_is_gone(const Deployment& deployment) {
  Lease process = new_lease("", "");
  if (deployment.host != process.host) return {};
  process.pid = deployment.pid;
  return is_dead(process);
}

}  // namespace

bool written_later(const Deployment& copy, const Deployment& than) {
  const auto age = [](const Deployment& one) {
    return std::tuple(one.steps.size(), ended_steps(one), one.state != DeploymentState::Running,
                      one.state == DeploymentState::RolledBack, one.finished_at);
  };
  return age(copy) > age(than);
}

std::vector<Deployment> merged(std::vector<Deployment> copies) {
  std::map<std::string, Deployment, std::greater<>> by_id;
  for (Deployment& copy : copies) {
    const auto [place, fresh] = by_id.try_emplace(copy.id, copy);
    if (!fresh && written_later(copy, place->second)) place->second = std::move(copy);
  }
  std::vector<Deployment> all;
  for (auto& [id, one] : by_id) all.push_back(std::move(one));
  std::ranges::stable_sort(all, std::greater<>(), &Deployment::started_at);
  return all;
}

bool is_interrupted(const Deployment& deployment, const EnvironmentDeployments& seen) {
  if (deployment.state != DeploymentState::Running) return false;
  if (const auto gone = process_is_gone(deployment)) return *gone;
  if (!seen.problem.empty()) return false;  // nobody can tell
  return !seen.lease || !seen.lease->purpose.ends_with(deployment.id) || is_dead(*seen.lease);
}

std::string shown_state(const Deployment& deployment, const EnvironmentDeployments& seen) {
  return is_interrupted(deployment, seen) ? "interrupted"
                                          : std::string(state_name(deployment.state));
}

DeploymentsLook look_at_deployments(const Project& project, const LookRequest& request,
                                    std::size_t most) {
  std::vector<std::shared_ptr<Seen>> all;
  std::vector<std::function<void()>> jobs;
  for (const Environment* environment : request.environments) {
    auto seen = std::make_shared<Seen>();
    seen->look.project = project;
    seen->look.environment = *environment;
    seen->look.tell = request.tell;
    jobs.emplace_back([seen, most, timeout = request.timeout] {
      take_look(seen->look, nullptr, timeout, [&](Look& look) {
        seen->lease = deployment_lease(*look.database);
        seen->records = records_of(*look.database, most, look.environment.name);
      });
      seen->look.database.reset();
    });
    all.push_back(std::move(seen));
  }
  Crew crew(std::move(jobs));
  DeploymentsLook result;
  const std::vector<Deployment> files =
      RecordFolder(project.deploy.records).list({}, result.problems);
  const std::vector<bool> done = crew.wait(request.timeout + std::chrono::milliseconds(250));
  for (std::size_t i = 0; i < all.size(); ++i) {
    EnvironmentDeployments& one = result.environments.emplace_back();
    one.environment = request.environments[i]->name;
    std::vector<Deployment> copies;
    if (!done[i]) {
      one.problem = late_text(request.timeout);
    } else if (const Seen& seen = *all[i]; seen.look.problem) {
      one.problem = problem_text(*seen.look.problem);
      one.hint = seen.look.problem->hint;
    } else {
      one.lease = seen.lease;
      copies = seen.records;
    }
    std::ranges::copy_if(files, std::back_inserter(copies), [&](const Deployment& file) {
      return file.environment == one.environment;
    });
    one.deployments = merged(std::move(copies));
  }
  return result;
}

std::string next_command(const Deployment& deployment, const EnvironmentDeployments& seen) {
  const std::string& name = deployment.environment;
  const std::string resume = "syncline deploy resume --env " + name;
  switch (deployment.state) {
    case DeploymentState::Running:
      if (!is_interrupted(deployment, seen)) return "";
      break;
    case DeploymentState::Waiting:
      return resume + " --checked, when somebody has looked at the checklist";
    case DeploymentState::Failed:
      break;
    case DeploymentState::Done:
    case DeploymentState::RolledBack:
      return "";
  }
  return fmt::format("{}; or back: syncline rollback {}", resume, name);
}

}  // namespace syncline
