#include "env/shared.h"

#include "env/database.h"

namespace syncline {

Whereabouts whereabouts(const Project& project, Workshop& workshop, const std::string& revision) {
  Whereabouts result;
  for (const Environment& environment : project.environments) {
    const bool shared = environment.role != Role::Development;
    try {
      ConnectOptions options;
      options.timeout = std::chrono::seconds(3);
      options.read_only = true;
      Database database(workshop, project.url_of(environment), "env:" + environment.name, options);
      if (!database.applied_set().contains(revision)) continue;
      (shared ? result.shared : result.development).push_back(environment.name);
    } catch (const Error&) {
      if (shared) result.unreachable.push_back(environment.name);
    }
  }
  return result;
}

}  // namespace syncline
