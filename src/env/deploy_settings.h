// [deploy] and [environments.NAME.deploy]: what a deployment does beside changing the schema.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"

namespace syncline {

/// Whether a stage is well: an address that answers, a command that ends with 0, or a query that
/// gives true. Exactly one of the three is set.
struct HealthCheck {
  std::string http;     ///< http:// or https://
  std::string command;  ///< a line of the shell
  std::string sql;      ///< one row, one column: true
  int status = 200;     ///< of the answer of `http`
  std::string body;     ///< what the answer's body must hold; empty: anything
  int tries = 5;
  std::chrono::seconds pause{2};     ///< between two tries
  std::chrono::seconds timeout{10};  ///< of one try
  Place place;
};

enum class SchemaOrder { BeforeApplication, AfterApplication };

/// When a step fails after the schema was changed.
enum class OnFailure {
  Stop,      ///< leave all as it is, and say which ways back there are
  Rollback,  ///< the application's rollback command, then the downs of the revisions
};

/// How one environment is deployed to. Commands are lines of the shell, run in the project's
/// folder.
struct StageSettings {
  SchemaOrder schema = SchemaOrder::BeforeApplication;
  OnFailure on_failure = OnFailure::Stop;
  std::vector<std::string> before, after;  ///< hooks
  std::string application, application_rollback;
  std::vector<HealthCheck> health;
  std::vector<std::string> tests;      ///< the gate of the next stage
  std::vector<std::string> checklist;  ///< what a person looks at, a part of the gate
  std::chrono::seconds timeout{600};   ///< of each command
};

struct DeploySettings {
  std::vector<std::string> stages;  ///< environments, in order; empty: those of role staging, then
                                    ///< production, as they stand in the file
  std::filesystem::path records;    ///< absolute; default: deployments/ in the project
  std::vector<std::string> notify;  ///< commands that get the record as JSON on their input
};

}  // namespace syncline
