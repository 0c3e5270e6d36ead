#include "env/reset.h"

#include <fmt/format.h>

#include "base/files.h"
#include "dialect/run.h"
#include "env/models.h"
#include "env/stamp.h"
#include "env/sync.h"
#include "env/who.h"
#include "migrate/lock.h"

namespace syncline {

namespace {

const Dangers all_dangers{Danger::DataLoss, Danger::DataNarrowing};

void sync_to(Workshop& workshop, Database& database, Loaded wanted) {
  RunLock lock(database.session(), workshop.dialect(), sync_lock());
  const SyncPlan sync = plan_sync(workshop, database, "", std::move(wanted), all_dangers, true);
  if (!sync.comparison.equal()) carry_out(sync, database, lock, {});
  database.forget();
}

/// What is in scope, by a plan that leads to nothing.
void empty_inside(Migrations& migrations, Database& database) {
  sync_to(migrations.workshop(), database, migrations.load_at({}));
  if (database.ledger().exists()) {
    stamp(migrations, database, {.targets = {"base"}, .purge = true});
  }
  database.forget();
}

void run_seed(const std::filesystem::path& file, Database& database, const Dialect& dialect,
              ResetReport& report) {
  const std::string name = std::filesystem::proximate(file).string();
  const Script script = split_script(read_file(file), name, dialect.syntax);
  Session& session = database.session();
  OpenTransaction transaction(session);
  run_script(session, script,
             "mend the seed, and reset again; the database has its schema, and no rows");
  transaction.commit();
  report.seeded = script.statements.size();
}

}  // namespace

ResetReport reset(const Project& project, Workshop& workshop, const ResetRequest& request) {
  const Dialect& dialect = workshop.dialect();
  ConnectOptions options;
  options.create = true;
  Migrations migrations(project, workshop);  // read first: a file that is wrong drops nothing
  ResetReport report;
  auto database = std::make_unique<Database>(workshop, request.url, request.what, options);
  {
    const RunLock lock(database->session(), dialect,
                       {who(), "reset", request.upgrade.wait, request.upgrade.waiting});
    request.before(*database);
  }
  if (workshop.scope().empty()) {
    database.reset();  // nobody may be connected to what is dropped
    report.renewed = dialect.whole->renew(request.url);
    database = std::make_unique<Database>(workshop, request.url, request.what, options);
  }
  if (!report.renewed) empty_inside(migrations, *database);
  if (migrations.history().empty()) {
    sync_to(workshop, *database, elaborate(workshop, models_recipe(project, dialect)));
    report.synced = report.verified = true;
  } else {
    const UpgradeReport done = upgrade(migrations, *database, "heads", request.upgrade);
    for (const Revision* one : done.revisions) report.revisions.push_back(one->id);
    report.verified = done.verified;
  }
  if (request.seed && !project.reset_seed.empty()) {
    run_seed(project.reset_seed, *database, dialect, report);
  }
  return report;
}

}  // namespace syncline
