// Whether revisions have passed the stages that come before.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/crew.h"
#include "deploy/preflight.h"
#include "deploy/record.h"
#include "dialect/whole_database.h"
#include "env/look.h"

namespace syncline {

/// What is known of one of them.
struct EarlierStage {
  std::string name;
  StageSettings settings;
  std::string problem, hint;  ///< why nothing is known; empty: all is
  std::optional<ServerInfo> server;
  Identity identity;
  std::vector<Applied> applied;
  std::optional<Unfinished> unfinished;
  std::vector<Deployment> deployments;  ///< the newest first
};

/// Each is looked at in a thread of its own, from the beginning on.
class EarlierStages {
 public:
  EarlierStages(const Project& project, const Dialect& dialect,
                const std::vector<const Environment*>& stages, std::chrono::seconds timeout);
  ~EarlierStages();

  /// In the order in which they were given. One that does not answer in time has a problem.
  std::vector<EarlierStage> conclude();

 private:
  struct Seen;
  const std::chrono::seconds timeout_;
  std::vector<std::shared_ptr<Seen>> all_;
  std::unique_ptr<Crew> crew_;
};

/// Fine: all of `revisions` are applied there as the files are, were verified, and its tests and
/// checklist have passed with them. Else a Stop with what is missing.
PreflightFinding passed_stage(const EarlierStage& stage, const Revisions& revisions,
                              const Syntax& syntax);

}  // namespace syncline
