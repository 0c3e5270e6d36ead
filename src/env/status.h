// Where every environment of a project stands.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "env/database.h"
#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

struct Ping {
  std::string name;
  Role role = Role::Development;
  std::string url;     ///< without its password
  std::string server;  ///< "postgresql 15.18"
  double milliseconds = 0;
  std::string problem;  ///< why it cannot be reached; empty when it can
};

/// Connects to one environment; an error is a value here.
Ping ping(const Project& project, const Environment& environment);

enum class Drift { No, Yes, Unknown };
std::string_view drift_name(Drift drift);

struct EnvironmentStatus {
  std::string name;
  Role role = Role::Development;
  bool reachable = false;
  std::string revision;      ///< the last applied one
  std::string last_applied;  ///< when
  std::size_t pending = 0;
  Drift drift = Drift::Unknown;
  std::string problem;  ///< what keeps it from being known
  bool fine() const { return problem.empty() && drift != Drift::Yes; }
};

/// One environment being looked at. The database works from the beginning on, so that several are
/// looked at at once, and while the files are read.
class StatusLook {
 public:
  StatusLook(const Project& project, const Environment& environment, Workshop& workshop);

  /// An environment that cannot be reached, or whose ledger does not fit the files, is a value here.
  EnvironmentStatus conclude(Migrations& migrations);

 private:
  EnvironmentStatus status_;
  std::unique_ptr<Database> database_;
};

}  // namespace syncline
