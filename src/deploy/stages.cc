#include "deploy/stages.h"

#include <algorithm>

#include "deploy/deployments.h"
#include "deploy/project_code.h"
#include "deploy/start.h"

namespace syncline {

Stages deploy_stages(const Project& project) {
  Stages stages;
  for (const std::string& name : project.deploy.stages) {
    stages.push_back(&project.environment(name));
  }
  if (!stages.empty()) return stages;
  for (const Role role : {Role::Staging, Role::Production}) {
    for (const Environment& one : project.environments) {
      if (one.role == role) stages.push_back(&one);
    }
  }
  return stages;
}

Stages stages_before(const Project& project, const Environment& environment) {
  Stages stages = deploy_stages(project);
  const auto at =
      std::ranges::find(stages, environment.name, [](const Environment* one) { return one->name; });
  if (at == stages.end()) return {};
  return Stages(stages.begin(), at);
}

std::optional<Deployment> last_deployment(Database& database, const RecordFolder& folder,
                                          const std::string& environment) {
  std::vector<std::string> problems;
  std::vector<Deployment> known = folder.list(environment, problems);
  for (Deployment& one : records_of(database, 1, environment)) known.push_back(std::move(one));
  known = merged(std::move(known));
  if (known.empty()) return {};
  return std::move(known.front());
}

bool has_passed(const Environment& stage, Migrations& migrations, Database& database,
                const std::optional<Deployment>& last, const std::filesystem::path& project) {
  if (!last || last->state != DeploymentState::Done || !last->gate_passed) return false;
  if (!stage.stage.application.empty() &&
      (last->kind != "deploy" || last->code != project_code(project))) {
    return false;
  }
  return pending_revisions(migrations, database).empty();
}

}  // namespace syncline
