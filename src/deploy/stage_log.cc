#include "deploy/stage_log.h"

#include <algorithm>

#include "base/error.h"
#include "migrate/records.h"

namespace syncline {

StageLog::StageLog(RecordFolder folder, std::function<void(const Deployment&)> ledger,
                   std::function<void(const std::string&)> tell)
    : folder_(std::move(folder)), ledger_(std::move(ledger)), tell_(std::move(tell)) {}

void StageLog::begin() {
  folder_.save(record_);
  ledger_(record_);
}

void StageLog::save() {
  std::string problem;
  const auto attempt = [&](const std::function<void()>& write) {
    try {
      write();
    } catch (const Error& error) {
      problem = error.what();
    }
  };
  attempt([&] { folder_.save(record_); });
  attempt([&] { ledger_(record_); });
  if (!problem.empty() && problem != problem_) tell_("a record could not be written: " + problem);
  problem_ = problem;
}

void StageLog::take_over(Deployment record) {
  record_ = std::move(record);
  for (RecordedStep& step : record_.steps) {
    if (step.state != StepState::Begun) continue;
    step.state = StepState::Failed;
    step.error = "the process ended in it";
  }
  record_.error.clear();
  record_.hint.clear();
  record_.finished_at.clear();
}

bool StageLog::has_done(std::string_view step, const std::string& what) const {
  return std::ranges::any_of(record_.steps, [&](const RecordedStep& one) {
    return one.name == step && one.what == what && one.state == StepState::Done;
  });
}

bool StageLog::has_begun(std::string_view step) const {
  return std::ranges::any_of(record_.steps,
                             [&](const RecordedStep& one) { return one.name == step; });
}

RecordedStep& StageLog::open(std::string_view step, const std::string& what) {
  RecordedStep& opened = record_.steps.emplace_back();
  opened.name = step;
  opened.what = what;
  opened.started_at = utc_now();
  save();
  return record_.steps.back();
}

void StageLog::close(StepState state, const std::string& error) {
  RecordedStep& closed = record_.steps.back();
  closed.state = state;
  closed.error = error;
  closed.finished_at = utc_now();
  save();
}

}  // namespace syncline
