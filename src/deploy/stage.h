// One environment deployed to: every step in its order, recorded as it happens.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "backup/make.h"
#include "deploy/preflight.h"
#include "deploy/preview.h"
#include "deploy/record.h"
#include "env/upgrade.h"

namespace syncline {

/// Where. All of it outlives the run.
struct StagePlace {
  const Project& project;
  const Environment& environment;
  Migrations& migrations;  ///< its workshop reads by the environment's scope
  std::string url;         ///< by the role that changes, in full
  std::function<std::unique_ptr<Database>()> connect;  ///< by that role
};

struct StageRequest {
  std::string kind = "deploy";
  std::string target = "heads";
  bool application = true;  ///< false: the schema alone, without the application's command
  bool backup = true;       ///< false: none, where the environment's policy leaves that open
  bool dry_run = false;     ///< only look: no record, no change
  bool checked = false;     ///< somebody has looked at all points of the checklist
  std::vector<const Environment*> earlier;  ///< stages that must have passed before
  std::set<std::string> allow;              ///< findings of the preflight
  std::chrono::seconds wait{60};            ///< for another run to end
  Resume resume = Resume::Refuse;           ///< of a statement whose end nobody saw
};

/// What whoever runs it wants to hear, and is asked.
struct StageEvents {
  std::function<void(const Preflight&)> looked = [](const Preflight&) {};
  std::function<void(const Preview&)> previewed = [](const Preview&) {};
  std::function<void()> confirm = [] {};  ///< throws Error(Refused) for no
  /// Before each step, with why there is one, and what it does now. False: stop here.
  std::function<bool(std::string_view name, std::string_view why, const std::string& what)> ask =
      [](std::string_view, std::string_view, const std::string&) { return true; };
  std::function<void(const RecordedStep&)> step = [](const RecordedStep&) {};  ///< begun, ended
  std::function<void(UpgradeRequest&)> upgrading = [](UpgradeRequest&) {};
  std::function<void(BackupRequest&)> saving = [](BackupRequest&) {};
  std::function<bool(const std::string& point)> looks_right =
      {};  ///< empty: there is nobody to ask
  std::function<void(const std::string&)> tell = [](const std::string&) {};
};

struct StageResult {
  enum class End {
    Nothing,    ///< there was nothing to do
    Previewed,  ///< dry run
    Deployed,
    Waiting,  ///< for a person to look at the checklist
  } end = End::Nothing;
  Deployment record;  ///< where one was made
};

/// When a step fails, the environment's policy decides what is taken back; revisions of which some
/// were applied and some not always are. Then the record says what is, and the error of the step is
/// thrown, with what to type next as its hint. The same for Interrupted. Throws Error(Refused) for
/// findings of the preflight, before anything is changed.
StageResult run_stage(const StagePlace& place, const StageRequest& request,
                      const StageEvents& events);

/// Goes on with a deployment that stopped: what its record has as done is left out. Throws
/// Error(Refused) for one that has ended, or that somebody still runs.
StageResult resume_stage(const StagePlace& place, const StageRequest& request,
                         const StageEvents& events, Deployment record);

}  // namespace syncline
