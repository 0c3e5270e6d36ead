#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "deploy/preflight_scene.h"
#include "env/check.h"
#include "env/validate.h"

namespace syncline {

namespace {

/// "migrations/2_x.sql:3: why"
std::string line_of(const Finding& one) {
  Place place = one.place;
  if (!place.file.empty()) place.file = std::filesystem::proximate(place.file).string();
  std::string line = place.file.empty() ? "" : place.text() + ": ";
  return line + one.message + (one.detail.empty() ? "" : " (" + one.detail + ")");
}

/// Ups and downs of what is to be applied. A few are tried by themselves, for to try a long history
/// takes its time.
std::vector<Finding> tried(Scene& scene) {
  constexpr std::size_t few = 10;
  Workshop& workshop = scene.migrations.workshop();
  const auto tell = [&](const Revision& one) {
    workshop.tell(fmt::format("preflight: trying {} on a scratch database", one.id));
  };
  if (scene.revisions.size() > few) return validate(scene.project, workshop, "", tell).findings;
  std::vector<Finding> found;
  for (const Revision* one : scene.revisions) {
    if (!scene.migrations.history().find(one->id)) continue;  // a squash stands for it
    const ValidateReport report = validate(scene.project, workshop, one->id, tell);
    found.insert(found.end(), report.findings.begin(), report.findings.end());
  }
  return found;
}

void look_at_runs(Scene& scene, Findings& findings) {
  PreflightFinding finding{.name = "proof", .weight = Weight::Stop};
  for (const Finding& one : tried(scene)) {
    const bool pending = std::ranges::any_of(
        scene.revisions, [&](const Revision* r) { return r->id == one.revision; });
    if (pending && one.check != "models") finding.lines.push_back(line_of(one));
  }
  if (finding.lines.empty()) {
    finding.weight = Weight::Fine;
    finding.text = fmt::format("{} ran on a scratch database, and back where there is a way",
                               count_of(scene.revisions.size(), "revision"));
  } else {
    finding.text = "what is to be applied is not proved";
    finding.hint = "syncline validate shows all that is wrong";
  }
  findings.push_back(std::move(finding));
}

/// Whether migrations/HEAD says what they make, where they lead to a head. One that was written for
/// other files is only good to know: these ran just now.
void look_at_head(Scene& scene, Findings& findings) {
  for (const Revision* head : scene.migrations.history().heads()) {
    const bool pending = std::ranges::find_if(scene.revisions, [&](const Revision* one) {
                           return one->id == head->id;
                         }) != scene.revisions.end();
    if (!pending) continue;
    const auto trusted = scene.migrations.trusted_head(*head);
    if (!trusted) {
      findings.push_back({.name = "proof",
                          .weight = Weight::Notice,
                          .text = fmt::format("migrations/HEAD does not know {} as it is now: "
                                              "syncline repair writes it anew",
                                              head->id)});
    } else if (trusted->fingerprint !=
               scene.migrations.replayed_fingerprint(scene.migrations.upto(head))) {
      findings.push_back(
          {.name = "proof",
           .weight = Weight::Stop,
           .text = fmt::format("migrations/HEAD says another schema than {} makes", head->id),
           .hint = "syncline validate shows it, syncline repair writes HEAD anew"});
    }
  }
}

}  // namespace

const std::vector<EarlierStage>& Scene::earlier_stages() {
  if (!earlier) earlier = stages.conclude();
  return *earlier;
}

void look_at_reviews(Scene& scene, Findings& findings) {
  for (const Revision* one : scene.revisions) {
    for (const Named& review : one->reviews) {
      findings.push_back({.name = "review",
                          .weight = Weight::Stop,
                          .text = fmt::format("revision {} waits for a person to look at it: {}",
                                              one->id, review.id),
                          .hint = fmt::format("make its SQL do what it should, and delete {}",
                                              review.place.text())});
    }
  }
}

void look_at_earlier_stages(Scene& scene, Findings& findings) {
  if (scene.request.earlier.empty()) return;
  const Identity own = scene.dialect().whole->identity(scene.session());
  for (const EarlierStage& stage : scene.earlier_stages()) {
    if (own.same_database(stage.identity)) {
      findings.push_back({.name = "earlier-stage",
                          .weight = Weight::Stop,
                          .text = fmt::format("{} is the same database as {}", stage.name,
                                              scene.request.environment->name),
                          .hint = "look at their urls in syncline.toml"});
    } else if (!scene.revisions.empty()) {
      findings.push_back(passed_stage(stage, scene.revisions, scene.migrations.syntax()));
    }
  }
}

void look_at_versions(Scene& scene, Findings& findings) {
  const ServerInfo& own = scene.database.server();
  for (const EarlierStage& stage : scene.earlier_stages()) {
    if (!stage.server || stage.server->major == own.major) continue;
    findings.push_back(
        {.name = "versions",
         .weight = Weight::Notice,
         .text = fmt::format("{} runs {} {}, and {} {}: what works there may not work here",
                             stage.name, own.dialect, stage.server->version,
                             scene.request.environment->name, own.version)});
  }
}

void look_at_models(Scene& scene, Findings& findings) {
  if (!scene.project.models.any()) return;
  std::string problem;
  const CheckReport report = check_or_problem(scene.project, scene.migrations.workshop(), problem);
  if (!problem.empty()) {
    findings.push_back({.name = "models",
                        .weight = Weight::Notice,
                        .text = "the models cannot be compared with the revisions: " + problem});
  } else if (report.equal()) {
    findings.push_back({.name = "models", .text = "the models are what the revisions make"});
  } else {
    findings.push_back(
        {.name = "models",
         .weight = Weight::Notice,
         .text = "the models and the revisions differ: what the models say more is not deployed",
         .lines = split(changed_objects(report.comparisons.front().changes), '\n'),
         .hint = "syncline generate writes a revision of it"});
  }
}

void look_at_proof(Scene& scene, Findings& findings) {
  try {
    look_at_runs(scene, findings);
    look_at_head(scene, findings);
  } catch (const NoScratch& problem) {
    RevisionSet after = scene.applied;
    for (const Revision* one : scene.revisions) after.insert(one->id);
    const Revisions tips = scene.history->tips(after);
    const bool trusted = std::ranges::all_of(
        tips, [&](const Revision* tip) { return scene.migrations.trusted_head(*tip).has_value(); });
    findings.push_back(
        {.name = "proof",
         .weight = trusted ? Weight::Fine : Weight::Stop,
         .text = trusted
                     ? "migrations/HEAD knows what these revisions make; they were not run here"
                     : fmt::format("nothing can be tried here ({}), and migrations/HEAD does not "
                                   "know these revisions",
                                   problem.what()),
         .hint = trusted ? "" : problem.hint});
  }
}

void look_at_hazards(Scene& scene, Findings& findings) {
  PreflightFinding finding{.name = "hazards"};
  std::size_t one_way = 0;
  for (const Revision* one : scene.revisions) {
    if (one->has_down) continue;
    ++one_way;
    finding.lines.push_back(
        fmt::format("{}: it has no down section: only a backup leads back", one->id));
  }
  finding.lines.insert(finding.lines.begin(), scene.hazards.begin(), scene.hazards.end());
  finding.weight = finding.lines.empty() ? Weight::Fine : Weight::Notice;
  finding.text =
      scene.hazards.empty() ? "the files name no hazard" : count_of(scene.hazards.size(), "hazard");
  if (one_way > 0) finding.text += fmt::format(", {} without a way back", one_way);
  findings.push_back(std::move(finding));
}

}  // namespace syncline
