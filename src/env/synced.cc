#include "env/synced.h"

#include <fmt/format.h>

#include "env/dialects.h"
#include "env/guard.h"
#include "env/open_revision.h"
#include "env/stamp.h"

namespace syncline {

namespace {

bool stamp_if_equal(const Project& project, const Environment& environment, Migrations& migrations,
                    const std::string& revision) {
  const Dialect& dialect = migrations.workshop().dialect();
  const std::string url = project.url_of(environment);
  if (&dialect_of(std::string_view(url)) != &dialect) return false;
  ConnectOptions options;
  options.timeout = std::chrono::seconds(2);
  Database database(migrations.workshop(), url, "env:" + environment.name, options);
  const RevisionSet wanted = migrations.upto(migrations.history().find(revision));
  if (database.fingerprint() != migrations.fingerprint_at(wanted)) return false;
  for (const std::string& id : wanted) {
    // What was written by hand may do more than its schema says.
    const bool there = database.applied_set().contains(id);
    if (!there && !is_as_generated(migrations, *migrations.history().find(id))) return false;
  }
  DevelopmentGuard(&project, dialect, &environment, "generate").check(database, url);
  stamp(migrations, database, {.targets = {revision}});
  return true;
}

}  // namespace

std::optional<std::string> stamp_synced(const Project& project, Migrations& migrations,
                                        const std::string& revision) {
  if (project.default_environment.empty()) return std::nullopt;
  const Environment& environment = project.environment("");
  if (environment.role != Role::Development) return std::nullopt;
  try {
    if (stamp_if_equal(project, environment, migrations, revision))
      return "env:" + environment.name;
  } catch (const Error& error) {
    migrations.workshop().tell(
        fmt::format("env:{} is not told of the revision: {}", environment.name, error.what()));
  }
  return std::nullopt;
}

}  // namespace syncline
