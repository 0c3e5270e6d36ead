// What becomes of a deployment when one of its steps has failed.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "deploy/notify.h"
#include "deploy/stage_run.h"
#include "deploy/stage_steps.h"

namespace syncline {

/// By the ledger; it is asked anew.
std::string StageRun::where() {
  try {
    Database& asked = database();
    asked.forget();
    if (asked.ledger().exists() && asked.ledger().unfinished()) return "between";
    const RevisionSet applied = asked.applied_set();
    const RevisionSet before(record().from.begin(), record().from.end());
    RevisionSet target = before;
    target.insert(record().revisions.begin(), record().revisions.end());
    if (applied == target) return record().revisions.empty() ? "as before" : "at the target";
    return applied == before ? "as before" : "between";
  } catch (const Error&) {
    return "unknown";
  }
}

/// The application first: the old one does not know the old schema's successor.
void StageRun::take_back() {
  const auto step = [&](std::string_view name, const std::string& what, const auto& work) {
    RecordedStep& entry = log_.open(name, what);
    events_.step(entry);
    try {
      work(entry);
    } catch (const Error& error) {
      log_.close(StepState::Failed, error.what());
      events_.step(entry);
      throw;
    }
    log_.close(StepState::Done);
    events_.step(entry);
  };
  const std::string& line = settings().application_rollback;
  if (log_.has_begun(application_step) && !line.empty()) {
    step(application_rollback_step, line,
         [&](RecordedStep& entry) { run_line(*this, line, entry); });
  }
  Database& asked = database();
  asked.forget();
  if (asked.ledger().unfinished()) {
    throw Error(Failure::Database, "a revision is applied in part, and has no way back of its own");
  }
  const std::size_t applied = asked.applied().size(), before = record().from.size();
  if (applied <= before) return;
  step("rollback", count_of(applied - before, "revision"),
       [&](RecordedStep& entry) { take_back_revisions(*this, applied - before, entry); });
}

/// Revisions that were applied in part of their number are taken back in any case: a schema between
/// two deployments is nobody's.
Error StageRun::stopped(Error error) {
  Deployment& record = log_.record();
  const std::size_t steps = record.steps.size();
  if (record.steps.back().state == StepState::Begun) log_.close(StepState::Failed, error.what());
  const bool declined = record.steps.back().state != StepState::Failed;
  const bool in_schema = record.steps.back().name == schema_step;
  record.error = error.what();
  bool back = false;
  if (!declined && (in_schema || settings().on_failure == OnFailure::Rollback)) {
    try {
      take_back();
      back = record.steps.size() > steps;
    } catch (const Error& problem) {
      error.detail += fmt::format("{}while taking back what was done: {}",
                                  error.detail.empty() ? "" : "\n", problem.what());
      record.error += fmt::format("; while taking back what was done: {}", problem.what());
    }
  }
  record.schema = where();
  const bool as_before = record.schema == "as before";
  record.state = back && as_before ? DeploymentState::RolledBack : DeploymentState::Failed;
  record.finished_at = utc_now();
  const std::string env = " --env " + place_.environment.name;
  record.hint = fmt::format("the schema of {} is {}", place_.environment.name, record.schema);
  if (record.state == DeploymentState::Failed) {
    record.hint += fmt::format("; go on with: syncline deploy resume{}", env);
  }
  if (!as_before) record.hint += fmt::format("; ways back: syncline rollback{}", env);
  if (!as_before && !record.backup.empty()) {
    record.hint += fmt::format(", among them the backup {}", record.backup);
  }
  if (!error.hint.empty()) record.hint = error.hint + "; " + record.hint;
  error.hint = record.hint;
  log_.save();
  notify(place_.project, record, events_.tell);
  return error;
}

}  // namespace syncline
