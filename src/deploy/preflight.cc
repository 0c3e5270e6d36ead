#include "deploy/preflight.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "deploy/preflight_scene.h"
#include "migrate/target.h"

namespace syncline {

namespace {

constexpr std::array<std::string_view, 7> allowable{
    "unfinished", "deployment", "earlier-stage", "drift", "proof", "blockers", "disk"};

struct Look {
  std::string_view name;
  PreflightLook look;
  bool by_files;    ///< means nothing when ledger and files do not agree
  bool by_pending;  ///< means nothing when nothing is to be applied
};

constexpr Look looks[] = {
    {"connection", look_at_connection, false, false},
    {"files", look_at_files, false, false},
    {"unfinished", look_at_unfinished, true, false},
    {"deployment", look_at_deployments, false, false},
    {"drift", look_at_drift, true, false},
    {"review", look_at_reviews, true, true},
    {"earlier-stage", look_at_earlier_stages, true, false},
    {"versions", look_at_versions, false, false},
    {"models", look_at_models, true, false},
    {"proof", look_at_proof, true, true},
    {"hazards", look_at_hazards, true, true},
    {"sizes", look_at_sizes, true, true},
    {"blockers", look_at_blockers, true, true},
    {"disk", look_at_disk, true, true},
    {"backup", look_at_backup, false, true},
};

/// What is applied, and what is to be.
void find_revisions(Scene& scene, const std::string& target) {
  scene.applied = scene.database.applied_set();
  RevisionSet known = scene.applied;
  if (scene.database.ledger().exists()) scene.unfinished = scene.database.ledger().unfinished();
  // A revision that was begun counts as well: it must be finished as what it was.
  if (scene.unfinished) known.insert(scene.unfinished->revision);
  scene.history = &scene.migrations.history_for(known);
  scene.revisions = Targets(*scene.history, scene.applied).to_apply(target);
  scene.pending = pending_statements(scene.database, scene.revisions);
  for (const PendingRevision& one : scene.pending) {
    for (const std::string& hazard : one.hazards) {
      scene.hazards.push_back(fmt::format("{}: {}", one.revision->id, hazard));
    }
  }
}

PreflightFinding problem_of(std::string_view name, const Error& error) {
  PreflightFinding finding{.name = std::string(name), .weight = Weight::Stop};
  finding.text = error.place ? error.place->text() + ": " + error.what() : error.what();
  if (!error.detail.empty()) finding.lines.push_back(error.detail);
  finding.hint = error.hint;
  return finding;
}

bool has_stop(const Findings& findings, std::string_view name) {
  return std::ranges::any_of(findings, [&](const PreflightFinding& one) {
    return one.name == name && one.weight == Weight::Stop;
  });
}

void look_around(Scene& scene, Findings& findings) {
  for (const Look& one : looks) {
    if (one.by_files && has_stop(findings, "files")) continue;
    if (one.by_pending && scene.revisions.empty()) continue;
    try {
      one.look(scene, findings);
    } catch (const Error& error) {
      if (!scene.session().alive()) throw;
      findings.push_back(problem_of(one.name, error));
    }
  }
}

}  // namespace

bool Preflight::clear() const {
  return std::ranges::none_of(findings, [](const PreflightFinding& one) {
    return one.weight == Weight::Stop && !one.allowed;
  });
}

std::span<const std::string_view> allowable_findings() { return allowable; }

Preflight preflight(const Project& project, Migrations& migrations, Database& database,
                    const PreflightRequest& request) {
  EarlierStages stages(project, migrations.workshop().dialect(), request.earlier, request.timeout);
  Scene scene{project, migrations, database, request, stages};
  Preflight result;
  try {
    find_revisions(scene, request.target);
  } catch (const Error& error) {
    // A ledger that the files do not explain is a finding; a target that there is not is a mistake.
    if (!database.session().alive()) throw;
    if (scene.history) throw;
    result.findings.push_back(problem_of("files", error));
    return result;
  }
  look_around(scene, result.findings);
  for (PreflightFinding& one : result.findings) {
    one.allowed = one.weight == Weight::Stop && request.allow.contains(one.name) &&
                  std::ranges::find(allowable, one.name) != allowable.end();
  }
  result.revisions = scene.revisions;
  result.pending = std::move(scene.pending);
  return result;
}

}  // namespace syncline
