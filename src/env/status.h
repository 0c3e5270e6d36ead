// Where every environment of a project stands.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "env/look.h"
#include "env/migrations.h"

namespace syncline {

enum class Drift { No, Yes, Unknown };
std::string_view drift_name(Drift drift);

/// Of deployments, as the ledger has them.
struct DeploymentsSeen {
  DeploymentRow last;                          ///< its `record` is left out
  bool interrupted = false;                    ///< it says that it runs, and nobody does
  std::map<std::string, std::int64_t> counts;  ///< by state; where the request wants numbers
};

struct EnvironmentStatus {
  std::string name;
  Role role = Role::Development;
  std::vector<std::string> tags;
  bool reachable = false;
  std::vector<std::string> at;  ///< applied revisions on which no applied one stands; none: base
  std::vector<std::string> applied;  ///< all of them, in order of application
  std::string revision;              ///< the last applied one
  std::string last_applied;          ///< when
  std::string last_applied_by;
  std::vector<std::string> pending;
  Drift drift = Drift::Unknown;
  std::size_t differences = 0;        ///< objects that differ, with drift
  std::optional<std::size_t> tables;  ///< in the scope
  std::optional<JournalEntry> last_change;
  std::optional<Lease> lease;                  ///< who is at it now
  std::optional<DeploymentsSeen> deployments;  ///< nothing: there was none yet
  std::optional<JournalNumbers> numbers;       ///< where the request wants them
  std::string problem;                         ///< what keeps it from being known
  std::string hint;                            ///< what may help
  std::vector<std::string> notes;
  bool fine() const { return problem.empty() && drift != Drift::Yes; }
};

/// Environments being looked at, each in a thread: they work from the beginning on, while the files
/// are read.
class StatusLook {
 public:
  StatusLook(const Project& project, const Dialect& dialect, LookRequest request);

  /// In the order of the request. An environment that cannot be reached, that did not answer in
  /// time, or whose ledger does not fit the files, is a value here.
  std::vector<EnvironmentStatus> conclude(Migrations& migrations);

 private:
  struct Seen;
  static void see(Seen& seen);
  void decide(const Seen& seen, EnvironmentStatus& status, Migrations& migrations);
  void look_for_drift(const Seen& seen, EnvironmentStatus& status, Migrations& migrations);
  std::optional<Migrations> own_migrations(const Environment& environment,
                                           const Workshop& workshop);

  const Project& project_;
  LookRequest request_;
  std::vector<std::shared_ptr<Seen>> all_;
  std::unique_ptr<Crew> crew_;
  std::vector<std::unique_ptr<Workshop>> scoped_;  ///< for environments with schemas of their own
};

}  // namespace syncline
