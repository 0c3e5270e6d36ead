#include "deploy/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "env/check.h"
#include "env/foreign.h"
#include "env/prove.h"

namespace syncline {

namespace {

constexpr std::size_t journal_entries = 20, most_deployments = 10;

Revisions missing_in(Migrations& migrations, Database& database) {
  const RevisionSet applied = database.applied_set();
  const History& history = migrations.history_for(applied);
  RevisionSet missing;
  for (const Revision& one : history.revisions()) {
    if (!applied.contains(one.id)) missing.insert(one.id);
  }
  return history.in_order(missing);
}

void look_for_drift(EnvironmentReport& report, Workshop& workshop, Migrations& migrations,
                    Database& database) {
  report.drift = compare_with_migrations(database, migrations);
  if (report.drift->equal()) return;
  const Loaded &made = *report.drift->before, &found = *report.drift->after;
  report.adopt = make_plan(made.catalog, found.catalog, workshop.dialect());
  report.revert = make_plan(found.catalog, made.catalog, workshop.dialect());
  prove(workshop, made, found, report.adopt);
  prove(workshop, found, made, report.revert);
}

}  // namespace

EnvironmentReport report_on(const Project& project, Workshop& workshop, Migrations& migrations,
                            const EnvironmentStatus& status, std::chrono::seconds timeout) {
  EnvironmentReport report;
  report.status = status;
  if (!status.reachable) return report;
  try {
    const Environment& environment = project.environment(status.name);
    ConnectOptions options;
    options.timeout = timeout;
    options.origin = connect_origin(environment, Access::Read);
    Database database(workshop, project.url_of(environment), "env:" + status.name, options);
    report.server = database.server();
    report.sizes = table_sizes(database.session(), workshop.dialect());
    report.history = database.applied();
    std::ranges::reverse(report.history);
    if (database.ledger().exists()) {
      report.journal = database.ledger().journal({.revision = {}, .limit = journal_entries});
      std::ranges::reverse(report.journal);
      report.deployments = records_of(database, most_deployments, environment.name);
    }
    report.pending = pending_statements(database, missing_in(migrations, database));
    report.unmanaged = database.unmanaged();
    if (!status.problem.empty()) return report;
    WorkshopOptions own;
    own.scope = project.scope_of(environment);
    if (scope_key(own.scope) == scope_key(workshop.scope())) {
      look_for_drift(report, workshop, migrations, database);
    } else {  // the replay must be read by the same eyes
      own.scratch_url = project.scratch_url;
      own.foreign = foreign_reader(project, workshop.dialect());
      Workshop scoped(workshop.dialect(), std::move(own));
      Migrations replayed(project, scoped);
      Database again(scoped, project.url_of(environment), "env:" + status.name, options);
      look_for_drift(report, scoped, replayed, again);
    }
  } catch (const Error& error) {
    if (report.status.problem.empty()) report.status.problem = problem_text(error);
  }
  return report;
}

}  // namespace syncline
