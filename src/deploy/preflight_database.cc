#include <fmt/format.h>

#include "base/text.h"
#include "deploy/preflight_scene.h"
#include "deploy/record_store.h"
#include "env/check.h"
#include "migrate/lease.h"

namespace syncline {

namespace {

std::string connected_as(const ServerInfo& server) {
  std::string text = fmt::format("{} {}", server.dialect, server.version);
  if (!server.place.empty()) text += " at " + server.place;
  if (!server.user.empty()) text += " as " + server.user;
  if (server.local) return text;
  if (server.tls.empty()) return text + ", not encrypted";
  return fmt::format("{}, {}{}", text, server.tls, server.tls_verified ? "" : ", not verified");
}

/// Why the role cannot do it; empty: it can.
std::string inability(Session& session, const Rights& rights) {
  if (rights.in_recovery) return "the server is in recovery: nothing can be changed there";
  if (!rights.change_schema) return "the role may not make objects in any schema";
  if (rights.read_ledger == false) return "the role may not read the ledger";
  if (!rights.write_ledger) return "the role may not write the ledger";
  if (!session.keeps_its_server()) {
    return "a pooler gives each transaction another server: a deployment needs a session of its "
           "own";
  }
  return "";
}

/// Where nothing can be replayed: what the ledger says since the last verification.
PreflightFinding drift_by_ledger(Database& database, const NoScratch& problem) {
  const auto verified = database.ledger().verified();
  if (database.applied().empty() || !verified) {
    return {.name = "drift",
            .weight = database.applied().empty() ? Weight::Fine : Weight::Stop,
            .text = fmt::format("nothing can be compared here: {}", problem.what()),
            .hint = problem.hint};
  }
  if (verified->fingerprint == database.fingerprint()) {
    return {.name = "drift", .text = "the schema is what it was when it was verified last"};
  }
  return {.name = "drift",
          .weight = Weight::Stop,
          .text = "the schema is not what it was when it was verified last: somebody changed it",
          .hint = "see what differs from a machine with server programs: syncline check"};
}

/// A run of revisions that is going on.
void look_at_run(Database& database, Findings& findings) {
  const auto lease = database.ledger().lease();
  if (!lease) return;
  if (is_dead(*lease)) {
    findings.push_back({.name = "deployment",
                        .weight = Weight::Notice,
                        .text = "an earlier run was cut off: " + describe(*lease)});
    return;
  }
  findings.push_back({.name = "deployment",
                      .weight = Weight::Stop,
                      .text = "somebody changes the database now: " + describe(*lease),
                      .hint = "wait until that has ended; syncline status shows it"});
}

}  // namespace

void look_at_connection(Scene& scene, Findings& findings) {
  PreflightFinding finding{.name = "connection"};
  const std::string why = inability(scene.session(), scene.dialect().rights(scene.session()));
  finding.text = connected_as(scene.database.server());
  if (!why.empty()) {
    finding.weight = Weight::Stop;
    finding.lines = {why};
    finding.hint = fmt::format("syncline env test {} shows what each role may do",
                               scene.request.environment->name);
  }
  findings.push_back(std::move(finding));
}

void look_at_files(Scene& scene, Findings& findings) {
  scene.migrations.refuse_conflict();
  PreflightFinding finding{.name = "files"};
  finding.lines = check_files(*scene.history, scene.database, scene.migrations.syntax());
  if (!finding.lines.empty()) finding.weight = Weight::Notice;
  finding.text = fmt::format("the ledger and the files agree: {} applied, {} to apply",
                             scene.applied.size(), scene.revisions.size());
  if (scene.database.foreign()) finding.lines.push_back(scene.database.foreign_note());
  findings.push_back(std::move(finding));
}

void look_at_unfinished(Scene& scene, Findings& findings) {
  if (!scene.unfinished) return;
  const bool up = scene.unfinished->direction == Direction::Up;
  findings.push_back(
      {.name = "unfinished",
       .weight = Weight::Stop,
       .text = fmt::format("revision {} is {} in part: {} of it stay", scene.unfinished->revision,
                           up ? "applied" : "taken back",
                           count_of(scene.unfinished->statements, "statement")),
       .hint = fmt::format("syncline deploy resume, or syncline {} --env {}, goes on where it "
                           "stopped",
                           up ? "upgrade" : "downgrade", scene.request.environment->name)});
}

void look_at_deployments(Scene& scene, Findings& findings) {
  if (!scene.database.ledger().exists()) return;
  look_at_run(scene.database, findings);
  for (const Deployment& one : records_of(scene.database, 2, scene.request.environment->name)) {
    if (one.id == scene.request.deployment) continue;
    if (one.state == DeploymentState::Running) {
      findings.push_back({.name = "deployment",
                          .weight = Weight::Stop,
                          .text = fmt::format("deployment {} by {} has not ended", one.id, one.by),
                          .hint = "when nobody is at it any more: syncline deploy resume"});
    } else if (one.state == DeploymentState::Failed) {
      findings.push_back(
          {.name = "deployment",
           .weight = Weight::Notice,
           .text = fmt::format("the last deployment, {}, failed: {}", one.id, one.error)});
    }
    return;  // the newest one alone
  }
}

void look_at_drift(Scene& scene, Findings& findings) {
  if (scene.unfinished) return;  // between two revisions: there is nothing to compare with
  try {
    const Comparison drift = compare_with_migrations(scene.database, scene.migrations);
    if (drift.equal()) {
      findings.push_back({.name = "drift", .text = "the schema is what its revisions make"});
      return;
    }
    findings.push_back(
        {.name = "drift",
         .weight = Weight::Stop,
         .text = fmt::format("{} is not what its revisions make: somebody changed it by hand",
                             drift.to),
         .lines = split(changed_objects(drift.changes), '\n'),
         .hint = fmt::format("see it with: syncline diff {} {}; take it over into the models and a "
                             "revision, or change the database back",
                             drift.from, drift.to)});
  } catch (const NoScratch& problem) {
    findings.push_back(drift_by_ledger(scene.database, problem));
  }
}

}  // namespace syncline
