#include "env/status.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "diff/compare.h"
#include "env/check.h"
#include "env/connection_notes.h"
#include "env/dialects.h"
#include "env/foreign.h"
#include "migrate/failure.h"
#include "migrate/lease.h"

namespace syncline {

/// What a thread finds out. The last members are filled in when the catalog had to be read.
struct StatusLook::Seen {
  Look look;
  std::optional<ServerInfo> server;
  bool ledger = false;
  std::vector<Applied> applied;
  std::string fingerprint;
  std::optional<std::size_t> tables;
  std::optional<JournalEntry> last_change;
  std::optional<Lease> lease;
  std::optional<Unfinished> unfinished;
  std::optional<DeploymentsSeen> deployments;
  bool wants_numbers = false;
  std::optional<JournalNumbers> numbers;
};

namespace {

std::optional<DeploymentsSeen> deployments_in(Ledger& ledger, const std::string& environment,
                                              bool counted) {
  auto found = ledger.deployments({.environment = environment, .limit = 1, .records = false});
  if (found.empty()) return {};
  DeploymentsSeen seen{std::move(found.front()), false, {}};
  if (seen.last.state == running_state) {
    const auto lease = ledger.lease(LeasePlace::Deployment);
    seen.interrupted = !lease || is_dead(*lease) || !lease->purpose.ends_with(seen.last.deployment);
  }
  if (counted) seen.counts = ledger.deployment_counts(environment);
  return seen;
}

}  // namespace

std::string_view drift_name(Drift drift) {
  switch (drift) {
    case Drift::No:
      return "no";
    case Drift::Yes:
      return "yes";
    case Drift::Unknown:
      return "unknown";
  }
  return "";
}

void StatusLook::see(Seen& seen) {
  Database& database = *seen.look.database;
  seen.server = database.server();
  seen.ledger = database.ledger().exists();
  seen.applied = database.applied();
  if (seen.ledger) {
    seen.unfinished = database.ledger().unfinished();
    seen.lease = database.ledger().lease();
    const auto last = database.ledger().journal({.revision = {}, .limit = 1});
    if (!last.empty()) seen.last_change = last.front();
    if (seen.wants_numbers) seen.numbers = database.ledger().journal_numbers();
    seen.deployments =
        deployments_in(database.ledger(), seen.look.environment.name, seen.wants_numbers);
  }
  seen.fingerprint = database.fingerprint();
  seen.tables = database.tables();
}

StatusLook::StatusLook(const Project& project, const Dialect& dialect, LookRequest request)
    : project_(project), request_(std::move(request)) {
  std::vector<std::function<void()>> jobs;
  for (const Environment* environment : request_.environments) {
    auto seen = std::make_shared<Seen>();
    seen->look.project = project;
    seen->look.environment = *environment;
    seen->look.tell = request_.tell;
    seen->wants_numbers = request_.numbers;
    jobs.emplace_back([seen, &dialect, timeout = request_.timeout] {
      take_look(seen->look, &dialect, timeout, [&](Look&) { see(*seen); });
      seen->look.database.reset();  // many environments of one server: its connections are few
    });
    all_.push_back(std::move(seen));
  }
  crew_ = std::make_unique<Crew>(std::move(jobs));
}

std::vector<EnvironmentStatus> StatusLook::conclude(Migrations& migrations) {
  const auto patience = request_.timeout + std::chrono::milliseconds(250);
  const std::vector<bool> done = crew_->wait(patience);
  std::vector<EnvironmentStatus> result;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Environment& environment = *request_.environments[i];
    EnvironmentStatus& status = result.emplace_back();
    status.name = environment.name;
    status.role = environment.role;
    status.tags = environment.tags;
    if (done[i]) {
      decide(*all_[i], status, migrations);
    } else {
      status.problem = late_text(request_.timeout);
    }
  }
  return result;
}

/// With a scope of its own, the replay must be read by the same eyes.
std::optional<Migrations> StatusLook::own_migrations(const Environment& environment,
                                                     const Workshop& workshop) {
  WorkshopOptions options;
  options.scope = project_.scope_of(environment);
  if (scope_key(options.scope) == scope_key(workshop.scope())) return {};
  options.scratch_url = project_.scratch_url;
  options.foreign = foreign_reader(project_, workshop.dialect());
  scoped_.push_back(std::make_unique<Workshop>(workshop.dialect(), std::move(options)));
  return Migrations(project_, *scoped_.back());
}

void StatusLook::look_for_drift(const Seen& seen, EnvironmentStatus& status,
                                Migrations& migrations) {
  const RevisionSet applied(status.applied.begin(), status.applied.end());
  const std::string what = "env:" + status.name;
  check_files(migrations.history_for(applied), seen.applied, what, migrations.syntax());
  if (seen.unfinished) throw left_in_part(*seen.unfinished);  // nothing to compare with
  migrations.workshop().expect_major(seen.server->major);
  if (migrations.fingerprint_at(applied) == seen.fingerprint) {
    status.drift = Drift::No;
    return;
  }
  ConnectOptions options;
  options.timeout = request_.timeout;
  Database database(migrations.workshop(), project_.url_of(seen.look.environment), what, options);
  const Comparison drift = compare_with_migrations(database, migrations);
  status.differences = drift.changes.size();
  status.drift = drift.equal() ? Drift::No : Drift::Yes;
}

void StatusLook::decide(const Seen& seen, EnvironmentStatus& status, Migrations& migrations) {
  status.reachable = seen.server.has_value();
  if (seen.look.problem) {
    status.problem = problem_text(*seen.look.problem);
    status.hint = seen.look.problem->hint;
  }
  if (!status.reachable) return;
  try {
    status.notes = connection_notes(project_, seen.look.environment, Access::Read, *seen.server);
    status.tables = seen.tables;
    status.lease = seen.lease;
    status.last_change = seen.last_change;
    status.numbers = seen.numbers;
    status.deployments = seen.deployments;
    RevisionSet applied;
    for (const Applied& one : seen.applied) {
      applied.insert(one.revision);
      status.applied.push_back(one.revision);
    }
    if (!seen.applied.empty()) {
      status.revision = seen.applied.back().revision;
      status.last_applied = seen.applied.back().finished_at;
      status.last_applied_by = seen.applied.back().applied_by;
    }
    const History& history = migrations.history_for(applied);
    for (const Revision* tip : history.tips(applied)) status.at.push_back(tip->id);
    for (const Revision& one : history.revisions()) {
      if (!applied.contains(one.id)) status.pending.push_back(one.id);
    }
    if (seen.look.problem) return;
    auto own = own_migrations(seen.look.environment, migrations.workshop());
    look_for_drift(seen, status, own ? *own : migrations);
  } catch (const Error& error) {
    status.problem = problem_text(error);
    status.hint = error.hint;
  }
}

}  // namespace syncline
