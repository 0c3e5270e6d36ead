// What the looks of a preflight share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deploy/earlier_stage.h"
#include "deploy/preflight.h"
#include "deploy/preview.h"
#include "deploy/touched.h"
#include "migrate/records.h"

namespace syncline {

struct Scene {
  const Project& project;
  Migrations& migrations;
  Database& database;
  const PreflightRequest& request;
  EarlierStages& stages;

  const History* history = nullptr;  ///< as the database sees it
  RevisionSet applied;
  std::optional<Unfinished> unfinished;
  Revisions revisions;
  std::vector<PendingRevision> pending;  ///< the same, as what would run
  std::vector<std::string> hazards;      ///< "revision: hazard"
  std::optional<std::vector<EarlierStage>> earlier;
  std::optional<Touched> touched;  ///< nothing: not asked yet, or it cannot be known
  bool touched_is_known = false;

  const Dialect& dialect() const { return migrations.workshop().dialect(); }
  Session& session() { return database.session(); }
  const std::vector<EarlierStage>& earlier_stages();
  /// Nothing where the revisions cannot be replayed.
  const std::optional<Touched>& touched_by_revisions();
};

using Findings = std::vector<PreflightFinding>;

/// Adds what it finds; throws what the session throws.
using PreflightLook = void (*)(Scene& scene, Findings& findings);

// In preflight_database.cc: the database and its ledger.
void look_at_connection(Scene& scene, Findings& findings);
void look_at_files(Scene& scene, Findings& findings);
void look_at_unfinished(Scene& scene, Findings& findings);
void look_at_deployments(Scene& scene, Findings& findings);
void look_at_drift(Scene& scene, Findings& findings);
// In preflight_revisions.cc: what shall be applied.
void look_at_reviews(Scene& scene, Findings& findings);
void look_at_earlier_stages(Scene& scene, Findings& findings);
void look_at_versions(Scene& scene, Findings& findings);
void look_at_models(Scene& scene, Findings& findings);
void look_at_proof(Scene& scene, Findings& findings);
void look_at_hazards(Scene& scene, Findings& findings);
// In preflight_surroundings.cc: what is in the way just now, and whether there is room.
void look_at_sizes(Scene& scene, Findings& findings);
void look_at_blockers(Scene& scene, Findings& findings);
void look_at_disk(Scene& scene, Findings& findings);
void look_at_backup(Scene& scene, Findings& findings);

}  // namespace syncline
