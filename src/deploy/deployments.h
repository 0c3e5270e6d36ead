// What is known about deployments, from the ledgers of environments and from the project's folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "deploy/record_store.h"
#include "env/look.h"
#include "migrate/records.h"

namespace syncline {

/// Of two copies of one deployment, whether this one was written later.
bool written_later(const Deployment& copy, const Deployment& than);
/// Copies as one each, the one that was written last; the newest deployment first.
std::vector<Deployment> merged(std::vector<Deployment> copies);

struct EnvironmentDeployments {
  std::string environment;
  std::string problem, hint;            ///< why its ledger could not be read
  std::optional<Lease> lease;           ///< who deploys there now
  std::vector<Deployment> deployments;  ///< the newest first
};

struct DeploymentsLook {
  std::vector<EnvironmentDeployments> environments;  ///< in the order of the request
  std::vector<std::string> problems;                 ///< of files in the folder
};

/// All environments at once, each under the request's timeout; what cannot be reached still has
/// what the folder knows. `most` of each ledger; 0: all.
DeploymentsLook look_at_deployments(const Project& project, const LookRequest& request,
                                    std::size_t most);

/// Whether nobody goes on with what says that it runs: its process is gone, or it is another
/// machine's and has no lease any more, or gives no sign of life.
bool is_interrupted(const Deployment& deployment, const EnvironmentDeployments& seen);
/// The word for its state: "interrupted" for such a one.
std::string shown_state(const Deployment& deployment, const EnvironmentDeployments& seen);
/// What to type now: "syncline deploy resume --env live"; empty: nothing is left to be done.
std::string next_command(const Deployment& deployment, const EnvironmentDeployments& seen);

}  // namespace syncline
