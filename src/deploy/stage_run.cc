#include "deploy/stage_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "backup/cannot_come_back.h"
#include "base/interrupt.h"
#include "base/text.h"
#include "deploy/notify.h"
#include "deploy/project_code.h"
#include "deploy/rolled_back.h"
#include "deploy/stage_steps.h"
#include "deploy/start.h"
#include "env/who.h"

namespace syncline {

namespace {

/// "20250131T093000.125Z-production"
std::string new_id(const std::string& environment) {
  std::string time = utc_now();
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  return time + "-" + environment;
}

void note(RecordedStep& step, const PreflightFinding& finding) {
  if (finding.weight == Weight::Fine) return;
  step.lines.push_back(
      fmt::format("{}{}: {}", finding.name, finding.allowed ? " (allowed)" : "", finding.text));
}

}  // namespace

StageRun::StageRun(const StagePlace& place, const StageRequest& request, const StageEvents& events)
    : place_(place),
      request_(request),
      events_(events),
      log_(
          RecordFolder(place.project.deploy.records),
          [this](const Deployment& record) { save_record(database(), record); }, events.tell) {}

Database& StageRun::database() {
  if (!database_) {  // whoever begins wants to know at once
    database_ = place_.connect();
    return *database_;
  }
  try {
    database_->session().query("SELECT 1");
    return *database_;
  } catch (const Error&) {
    if (database_->session().alive()) throw;
  }
  auto connected = wait_for_database(place_.connect, patience_, [&](const Error& error) {
    events_.tell(fmt::format("waiting for the database: {}", error.what()));
    patience_ = std::chrono::seconds(0);  // once for all: a record must be written in time
  });
  patience_ = std::chrono::seconds(30);
  if (lease_) lease_->lost();
  database_ = std::move(connected);
  if (lease_) lease_->moved(*database_);
  return *database_;
}

std::map<std::string, std::string> StageRun::variables(std::string_view step) const {
  return command_variables(log_.record(), step);
}

/// Where nobody said anything, what is not for development is saved.
bool StageRun::backs_up() const {
  const Environment& environment = place_.environment;
  switch (environment.backup) {
    case BackupPolicy::Never:
      return false;
    case BackupPolicy::BeforeChange:
      return true;
    case BackupPolicy::Optional:
      return request_.backup;
    case BackupPolicy::Unset:
      break;
  }
  const bool careful = environment.role == Role::Staging || environment.role == Role::Production;
  return request_.backup && careful;
}

void StageRun::look() {
  PreflightRequest request;
  request.environment = &place_.environment;
  request.target = request_.target;
  request.earlier = request_.earlier;
  request.allow = request_.allow;
  request.deployment = record().id;
  request.backup = backs_up();
  looked_ = preflight(place_.project, place_.migrations, database(), request);
  from_ = applied_ids(database());
  events_.looked(looked_);
}

void StageRun::refuse_findings() const {
  if (looked_.clear()) return;
  std::vector<std::string> names;
  bool may_be_allowed = true;
  for (const PreflightFinding& one : looked_.findings) {
    if (one.weight != Weight::Stop || one.allowed) continue;
    if (std::ranges::find(names, one.name) == names.end()) names.push_back(one.name);
    may_be_allowed = may_be_allowed && std::ranges::find(allowable_findings(), one.name) !=
                                           allowable_findings().end();
  }
  throw Error(Failure::Refused, fmt::format("the preflight of {} found what is in the way: {}",
                                            place_.environment.name, join(names, ", ")))
      .with_hint(may_be_allowed ? fmt::format("nothing was changed; mend it, or go on all the same "
                                              "with --allow {}",
                                              join(names, ","))
                                : "nothing was changed; mend it, then the same command again");
}

/// A push without revisions is none; a deployment may bring the application alone, or open a gate.
bool StageRun::nothing_to_do() const {
  if (!record().revisions.empty()) return false;
  const StageSettings& stage = settings();
  return !request_.application ||
         (stage.application.empty() && stage.tests.empty() && stage.checklist.empty());
}

/// Time passes before somebody goes on. So what was verified is looked at again, and as long as the
/// schema is as before, rows are written that the backup does not have.
bool StageRun::is_done(std::string_view step, const std::string& what) const {
  if (step == "verification" || step == "health") return false;
  if (step == "backup" && from_ == record().from) return false;
  return log_.has_done(step, what);
}

Preview StageRun::preview() {
  Preview result;
  result.from = from_;
  result.revisions = looked_.pending;
  result.lost = what_cannot_come_back(place_.migrations, database(), looked_.revisions,
                                      place_.environment.keep_dropped);
  for (const StageStep* step : steps_of(*this)) {
    for (const std::string& what : step->items(*this)) {
      if (!is_done(step->name, what)) {
        result.steps.push_back(fmt::format("{}: {}", step->name, what));
      }
    }
  }
  return result;
}

StageResult StageRun::from_the_beginning() {
  Deployment& record = log_.record();
  record.id = new_id(place_.environment.name);
  record.environment = place_.environment.name;
  record.kind = request_.kind;
  look();
  if (!request_.dry_run) refuse_findings();
  record.from = from_;
  for (const Revision* one : looked_.revisions) record.revisions.push_back(one->id);
  record.target = !record.revisions.empty() ? record.revisions.back()
                  : from_.empty()           ? ""
                                            : from_.back();
  if (nothing_to_do()) {
    refuse_findings();
    return {StageResult::End::Nothing, record};
  }
  const Preview seen = preview();
  for (const PendingRevision& one : seen.revisions) {
    for (const std::string& hazard : one.hazards) {
      record.hazards.push_back(one.revision->id + ": " + hazard);
    }
  }
  for (const std::string& line : seen.lost) {
    record.hazards.push_back("a rollback would not give back: " + line);
  }
  events_.previewed(seen);
  if (request_.dry_run) {
    refuse_findings();  // whoever looks wants to see all
    return {StageResult::End::Previewed, record};
  }
  events_.confirm();
  begin();
  return work();
}

StageResult StageRun::go_on(Deployment earlier) {
  if (earlier.state == DeploymentState::Done || earlier.state == DeploymentState::RolledBack) {
    throw Error(Failure::Refused,
                fmt::format("deployment {} has ended: {}", earlier.id, state_name(earlier.state)))
        .with_hint("begin a new one");
  }
  log_.take_over(std::move(earlier));
  record().state = DeploymentState::Running;
  look();
  refuse_findings();
  events_.previewed(preview());
  if (request_.dry_run) return {StageResult::End::Previewed, record()};
  events_.confirm();
  begin();
  return work();
}

/// Whoever ran them is dead: a living one has the lease.
void StageRun::close_others() {
  for (Deployment& other : records_of(*database_, 20, record().environment)) {
    if (other.state != DeploymentState::Running || other.id == record().id) continue;
    other.state = DeploymentState::Failed;
    other.error = "its process ended, and another deployment began: " + record().id;
    other.finished_at = utc_now();
    save_record(*database_, other);
  }
}

void StageRun::begin() {
  Deployment& record = log_.record();
  const LockRequest lock{
      who(), "deployment " + record.id, request_.wait,
      [&](const std::string& holder) { events_.tell("waiting for another run: " + holder); }};
  database();
  lease_ = std::make_unique<DeploymentLease>(*database_, place_.migrations.workshop().dialect(),
                                             lock, from_);
  close_others();
  record.state = DeploymentState::Running;
  const ServerInfo& server = database_->server();
  record.database =
      server.place == server.database ? server.place : server.place + ", " + server.database;
  record.by = who();
  record.tool = tool_name();
  record.code = project_code(place_.project.folder);
  const Lease self = new_lease("", "");
  record.host = self.host;
  record.pid = self.pid;
  if (record.started_at.empty()) record.started_at = utc_now();
  RecordedStep looked;
  looked.name = "preflight";
  looked.state = StepState::Done;
  looked.started_at = looked.finished_at = utc_now();
  for (const PreflightFinding& finding : looked_.findings) note(looked, finding);
  record.steps.push_back(std::move(looked));
}

StageResult StageRun::work() {
  try {
    log_.begin();  // when one of its places cannot be written, the other says so
    return carry_out();
  } catch (const Error& error) {
    throw stopped(error);
  } catch (const Interrupted& signal) {
    const InterruptPostponed last_words;
    const Error what = stopped(Error(Failure::Refused, "interrupted by a signal"));
    events_.tell(fmt::format("{}; {}", what.what(), what.hint));
    throw;
  } catch (const std::exception& mistake) {  // of ours; the record is true all the same
    stopped(Error(Failure::Database, mistake.what()));
    throw;
  }
}

StageResult StageRun::carry_out() {
  for (const StageStep* step : steps_of(*this)) {
    const std::vector<std::string> items = step->items(*this);
    for (std::size_t item = 0; item < items.size(); ++item) {
      if (is_done(step->name, items[item])) continue;
      lease_->beat();
      if (!events_.ask(step->name, step->why, items[item])) {
        throw Error(Failure::Refused, fmt::format("stopped before {}", step->name));
      }
      if (!one_step(*step, item, items[item])) return finish(DeploymentState::Waiting);
    }
  }
  record().gate_passed = true;
  return finish(DeploymentState::Done);
}

bool StageRun::one_step(const StageStep& step, std::size_t item, const std::string& what) {
  RecordedStep& entry = log_.open(step.name, what);
  events_.step(entry);
  StepState state = StepState::Begun;
  try {
    throw_if_interrupted();
    state = step.carry_out(*this, item, entry);
  } catch (const Error& error) {
    log_.close(StepState::Failed, error.what());
    events_.step(entry);
    throw;
  } catch (const Interrupted&) {
    const InterruptPostponed last_words;
    log_.close(StepState::Failed, "interrupted by a signal");
    throw;
  }
  if (state == StepState::Begun) {
    log_.record().steps.pop_back();  // nobody has looked yet
    return false;
  }
  log_.close(state);
  events_.step(entry);
  return true;
}

StageResult StageRun::finish(DeploymentState state) {
  Deployment& record = log_.record();
  record.state = state;
  record.schema = where();
  record.finished_at = utc_now();
  log_.save();
  notify(place_.project, record, events_.tell);
  return {state == DeploymentState::Done ? StageResult::End::Deployed : StageResult::End::Waiting,
          record};
}

}  // namespace syncline
