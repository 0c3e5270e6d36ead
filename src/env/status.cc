#include "env/status.h"

#include <fmt/format.h>

#include <chrono>

#include "env/check.h"
#include "env/dialects.h"
#include "migrate/failure.h"

namespace syncline {

namespace {

/// One environment that does not answer must not make all others wait.
const ConnectOptions quick{std::chrono::seconds(5), false, true};

std::string problem_of(const Error& error) {
  return error.detail.empty() ? error.what() : fmt::format("{} ({})", error.what(), error.detail);
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

Ping ping(const Project& project, const Environment& environment) {
  Ping result;
  result.name = environment.name;
  result.role = environment.role;
  try {
    const std::string url = project.url_of(environment);
    const Dialect& dialect = dialect_of(url);
    result.url = dialect.display_url(url);
    const auto start = std::chrono::steady_clock::now();
    const auto session = dialect.connect(url, quick);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    result.milliseconds = took.count();
    result.server = fmt::format("{} {}", session->server().dialect, session->server().version);
  } catch (const Error& error) {
    result.problem = problem_of(error);
  }
  return result;
}

EnvironmentStatus environment_status(const Project& project, const Environment& environment,
                                     Workshop& workshop, Migrations& migrations) {
  EnvironmentStatus status;
  status.name = environment.name;
  status.role = environment.role;
  try {
    Database database(workshop, project.url_of(environment), "env:" + environment.name,
                      {quick.timeout, false, false});
    status.reachable = true;
    const RevisionSet applied = database.applied_set();
    if (!database.applied().empty()) {
      status.revision = database.applied().back().revision;
      status.last_applied = database.applied().back().finished_at;
    }
    for (const Revision& one : migrations.history_for(applied).revisions()) {
      if (!applied.contains(one.id)) ++status.pending;
    }
    const auto part = database.ledger().exists() ? database.ledger().unfinished() : std::nullopt;
    if (part) throw left_in_part(*part);  // between two revisions there is nothing to compare with
    status.drift = compare_with_migrations(database, migrations).equal() ? Drift::No : Drift::Yes;
  } catch (const Error& error) {
    status.problem = problem_of(error);
  }
  return status;
}

}  // namespace syncline
