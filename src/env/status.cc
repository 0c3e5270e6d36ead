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

StatusLook::StatusLook(const Project& project, const Environment& environment, Workshop& workshop) {
  status_.name = environment.name;
  status_.role = environment.role;
  try {
    database_ =
        std::make_unique<Database>(workshop, project.url_of(environment), "env:" + environment.name,
                                   ConnectOptions{quick.timeout, false, false});
    status_.reachable = true;
    database_->look_ahead(Database::Ahead::Fingerprint);
  } catch (const Error& error) {
    status_.problem = problem_of(error);
  }
}

EnvironmentStatus StatusLook::conclude(Migrations& migrations) {
  if (!database_) return status_;
  Database& database = *database_;
  try {
    const RevisionSet applied = database.applied_set();
    if (!database.applied().empty()) {
      status_.revision = database.applied().back().revision;
      status_.last_applied = database.applied().back().finished_at;
    }
    for (const Revision& one : migrations.history_for(applied).revisions()) {
      if (!applied.contains(one.id)) ++status_.pending;
    }
    const auto part = database.ledger().exists() ? database.ledger().unfinished() : std::nullopt;
    if (part) throw left_in_part(*part);  // between two revisions there is nothing to compare with
    status_.drift = compare_with_migrations(database, migrations).equal() ? Drift::No : Drift::Yes;
  } catch (const Error& error) {
    status_.problem = problem_of(error);
  }
  return status_;
}

}  // namespace syncline
