// What happened in a deployment: written while it happens, so that it is true whenever it ends.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace syncline {

inline constexpr int record_version = 1;

enum class DeploymentState {
  Running,     ///< as far as the record knows; whoever wrote it may be dead
  Waiting,     ///< all is done and verified but the checklist, which a person must say yes to
  Done,        ///< changed completely, and verified
  Failed,      ///< stopped; `error` says why, the steps say what stays
  RolledBack,  ///< failed, or taken back later: the schema is as before
};
std::string_view state_name(DeploymentState state);  ///< "running", "rolled back", …

enum class StepState { Begun, Done, Failed, Skipped };
std::string_view state_name(StepState state);

struct RecordedStep {
  std::string name;  ///< "preflight", "backup", "schema", "hook before", "health", …
  StepState state = StepState::Begun;
  std::string started_at, finished_at;  ///< ISO 8601, UTC
  std::string what;                     ///< what was done, one line: the command, the revisions
  std::vector<std::string> lines;       ///< what was found, for people
  std::string output;                   ///< of a command: both streams, its end where it is long
  std::string error;
};

struct Deployment {
  int version = record_version;
  std::string id;  ///< "20250131T093000Z-production", unique
  std::string environment;
  std::string kind;  ///< "push", "deploy"
  DeploymentState state = DeploymentState::Running;
  std::string database;  ///< for people, without secrets
  std::string by, tool;  ///< user@host, "syncline 0.1.0"
  std::string code;      ///< commit of the project's repository that was deployed; empty: none
  std::string host;
  int pid = 0;  ///< of who runs it, on `host`
  std::string started_at, finished_at;
  std::vector<std::string> from;       ///< applied revisions before, all of them, in order
  std::string target;                  ///< the last revision afterwards
  std::vector<std::string> revisions;  ///< that it shall apply, in order
  std::vector<std::string> hazards;    ///< "revision: hazard", as they stand in the files
  /// Of the database when the record was last written: "as before", "at the target", "between" the
  /// two, or "unknown": it could not be asked.
  std::string schema = "as before";
  std::string fingerprint;             ///< of the schema when it was verified at the end
  std::string backup;                  ///< name of the backup; empty: none was made
  bool gate_passed = false;            ///< tests and checklist: the next stage may begin
  std::vector<RecordedStep> steps;
  std::string error, hint;
};

/// Masked; "finished_at" and what else is not known yet is there and empty.
std::string write_record(const Deployment& deployment);
/// Throws Error(Input) for text that is no record, Error(Refused) for one of a newer program.
Deployment read_record(const std::string& json, const std::string& where);
/// The same for people: one line a step, with what was found and the ends of outputs.
std::string record_text(const Deployment& deployment);

}  // namespace syncline
