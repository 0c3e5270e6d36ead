// What a rollback has to do with a deployment: which one it takes back, and what its record says
// afterwards.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/deployments.h"
#include "deploy/shell_command.h"
#include "env/project.h"

namespace syncline {

/// What a rollback without a goal takes back.
struct LastDeployment {
  Deployment deployment;
  /// Of it, that are applied now, and the last ones of the ledger; 0: it brought the application
  /// alone.
  std::size_t revisions = 0;
};
/// Nothing where its revisions are not the last that the database has: others came after it. Throws
/// Error(Refused) while a deployment to this environment runs.
std::optional<LastDeployment> last_deployment_to_take_back(Database& database,
                                                           const EnvironmentDeployments& seen);

/// Deployments none of whose revisions are applied any more, and some were `before`; the newest
/// first. Those that were rolled back already are left out.
std::vector<Deployment> taken_back(const std::vector<Deployment>& known,
                                   const std::vector<std::string>& before,
                                   const std::vector<std::string>& now);

/// The command that takes the application of a deployment back: the environment's, when the
/// application was brought, or it was begun; else empty.
std::string application_rollback_of(const Deployment& deployment, const Environment& environment);

/// A command that belongs to a deployment: in the project's folder, with the deployment's variables
/// and the stage's timeout.
ShellCommand stage_command(const Project& project, const StageSettings& settings,
                           const Deployment& deployment, std::string_view step,
                           const std::string& line);
/// The variables of such a command.
std::map<std::string, std::string> command_variables(const Deployment& deployment,
                                                     std::string_view step);

/// A rollback's own words in the record of the deployment that it takes back. The record is saved
/// before something is begun and when it has ended, into the ledger and into the folder; a copy
/// that cannot be written is told, and is no error.
class RollbackRecord {
 public:
  using Tell = std::function<void(const std::string&)>;
  /// `connect` gives the database by the role that changes: each time anew, for a restore may have
  /// replaced it.
  RollbackRecord(const Project& project, Deployment deployment,
                 std::function<std::unique_ptr<Database>()> connect, Tell tell);

  const Deployment& deployment() const { return deployment_; }

  /// Runs the command that takes the application back. Throws Error(Refused) when it does not end
  /// well.
  void take_back_application(const Environment& environment);
  /// Something is about to be changed. Until done() the record says that nobody saw the end of it.
  void begin(const std::string& how);  ///< "by the downs: 2 revisions"
  /// It was rolled back; whoever is notified of deployments hears of it.
  void done(const std::string& how);

 private:
  RecordedStep& step(std::string_view name, const std::string& what);
  void save();

  const Project& project_;
  Deployment deployment_;
  const std::string error_;  ///< as it was: why it failed itself
  const std::function<std::unique_ptr<Database>()> connect_;
  const Tell tell_;
};

}  // namespace syncline
