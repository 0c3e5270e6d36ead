#include "deploy/earlier_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "deploy/record_store.h"
#include "migrate/meaning.h"

namespace syncline {

struct EarlierStages::Seen {
  Look look;
  EarlierStage stage;
};

namespace {

void see(Look& look, EarlierStage& stage) {
  constexpr std::size_t enough = 20;
  Database& database = *look.database;
  stage.server = database.server();
  stage.identity = look.workshop->dialect().whole->identity(database.session());
  stage.applied = database.applied();
  if (!database.ledger().exists()) return;
  stage.unfinished = database.ledger().unfinished();
  stage.deployments = records_of(database, enough, look.environment.name);
}

using AppliedRows = std::unordered_map<std::string, const Applied*>;

/// A squash has passed where all that it stands for has.
bool replaced_ones_are_there(const Revision& revision, const AppliedRows& rows) {
  return !revision.replaces.empty() &&
         std::ranges::all_of(revision.replaces,
                             [&](const Replaced& one) { return rows.contains(one.id); });
}

/// Why the revision has not passed; empty: it has.
std::string missing(const Revision& revision, const AppliedRows& rows, const Syntax& syntax) {
  const auto found = rows.find(revision.id);
  if (found == rows.end()) {
    return replaced_ones_are_there(revision, rows) ? "" : "is not applied there";
  }
  const Applied& row = *found->second;
  if (row.how == How::Forced) return "was stamped there by force";
  if (row.checksum == revision.checksum || row.meaning == meaning_of(revision, syntax)) return "";
  return "was edited after it was applied there on " + row.finished_at;
}

/// The fingerprint is kept with the last revision of a run that was verified.
bool is_verified(const std::vector<Applied>& applied, const Revisions& revisions) {
  std::int64_t last = 0;
  for (const Applied& one : applied) {
    const bool ours = std::ranges::any_of(
        revisions, [&](const Revision* revision) { return revision->id == one.revision; });
    if (ours) last = std::max(last, one.position);
  }
  return last == 0 || std::ranges::any_of(applied, [&](const Applied& one) {
           return one.position >= last && !one.fingerprint.empty();
         });
}

/// Why the tests there say nothing good about the revisions; empty: they do, or there are none.
std::string closed_gate(const EarlierStage& stage, const Revisions& revisions) {
  const bool tested = !stage.settings.tests.empty() || !stage.settings.checklist.empty();
  const auto standing = std::ranges::find_if(stage.deployments, [](const Deployment& one) {
    return one.state != DeploymentState::RolledBack;  // those revisions are gone, or came again
  });
  if (standing == stage.deployments.end()) {
    return tested ? "no deployment has run its tests there: syncline deploy does" : "";
  }
  const Deployment& last = *standing;
  if (!last.gate_passed) {
    if (!tested && last.kind != "deploy") return "";
    return fmt::format("its last deployment, {}, is {}: {}", last.id, state_name(last.state),
                       last.state == DeploymentState::Waiting ? "its checklist waits for a person"
                                                              : "its gate was not passed");
  }
  if (!tested) return "";
  RevisionSet covered(last.from.begin(), last.from.end());
  covered.insert(last.revisions.begin(), last.revisions.end());
  for (const Revision* one : revisions) {
    const bool known = covered.contains(one->id) ||
                       (!one->replaces.empty() &&
                        std::ranges::all_of(one->replaces, [&](const Replaced& replaced) {
                          return covered.contains(replaced.id);
                        }));
    if (!known) {
      return fmt::format("its tests ran before {} was there: syncline deploy runs them", one->id);
    }
  }
  return "";
}

}  // namespace

EarlierStages::EarlierStages(const Project& project, const Dialect& dialect,
                             const std::vector<const Environment*>& stages,
                             std::chrono::seconds timeout)
    : timeout_(timeout) {
  std::vector<std::function<void()>> jobs;
  for (const Environment* environment : stages) {
    auto seen = std::make_shared<Seen>();
    seen->look.project = project;
    seen->look.environment = *environment;
    seen->stage.name = environment->name;
    seen->stage.settings = environment->stage;
    jobs.emplace_back([seen, &dialect, timeout] {
      take_look(seen->look, &dialect, timeout, [&](Look& look) { see(look, seen->stage); });
      seen->look.database.reset();
    });
    all_.push_back(std::move(seen));
  }
  crew_ = std::make_unique<Crew>(std::move(jobs));
}

EarlierStages::~EarlierStages() = default;

std::vector<EarlierStage> EarlierStages::conclude() {
  const std::vector<bool> done = crew_->wait(timeout_ + std::chrono::milliseconds(250));
  std::vector<EarlierStage> stages;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    EarlierStage& stage = stages.emplace_back();
    if (!done[i]) {  // its thread may still be writing what it finds
      stage.name = all_[i]->look.environment.name;
      stage.problem = fmt::format("no answer within {} s", timeout_.count());
      continue;
    }
    stage = all_[i]->stage;
    if (!all_[i]->look.problem) continue;
    stage.problem = problem_text(*all_[i]->look.problem);
    stage.hint = all_[i]->look.problem->hint;
  }
  return stages;
}

PreflightFinding passed_stage(const EarlierStage& stage, const Revisions& revisions,
                              const Syntax& syntax) {
  PreflightFinding finding{.name = "earlier-stage", .weight = Weight::Stop};
  if (!stage.problem.empty()) {
    finding.text = fmt::format("what has passed {} is not known: {}", stage.name, stage.problem);
    finding.hint = stage.hint;
    return finding;
  }
  AppliedRows rows;
  for (const Applied& one : stage.applied) rows[one.revision] = &one;
  for (const Revision* one : revisions) {
    const std::string why = missing(*one, rows, syntax);
    if (!why.empty()) finding.lines.push_back(fmt::format("{} {}", one->id, why));
  }
  if (stage.unfinished) {
    finding.lines.push_back(fmt::format("{} is applied there in part", stage.unfinished->revision));
  }
  if (finding.lines.empty() && !is_verified(stage.applied, revisions)) {
    finding.lines.emplace_back("it was not verified there that the schema is what they make");
  }
  const std::string gate = closed_gate(stage, revisions);
  if (finding.lines.empty() && !gate.empty()) finding.lines.push_back(gate);
  if (finding.lines.empty()) {
    finding.weight = Weight::Fine;
    finding.text = fmt::format("{} passed {}", count_of(revisions.size(), "revision"), stage.name);
    if (revisions.size() == 1) finding.text = revisions.front()->id + " passed " + stage.name;
    return finding;
  }
  finding.text = fmt::format("what is to be applied has not passed {}", stage.name);
  finding.hint = fmt::format("first: syncline deploy --to {}", stage.name);
  return finding;
}

}  // namespace syncline
