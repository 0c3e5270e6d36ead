#include "env/sync.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/backup_daily.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/pair.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/guard.h"
#include "plan/script.h"

namespace syncline {

namespace {

void print_data(const SyncPlan& sync, bool applied) {
  print_json(Data::Record{{"database", sync.comparison.from},
                          {"source", sync.comparison.to},
                          {"equal", sync.comparison.equal()},
                          {"applied", applied},
                          {"changes", changes_data(sync.comparison.changes)},
                          {"steps", steps_data(sync.plan)}});
}

/// What is printed when there is nothing to do, or nothing left.
void print_equal(Context& context, const SyncPlan& sync, std::string_view how) {
  if (context.json()) return print_data(sync, false);
  print(fmt::format("{}: {} equals {}\n", how, sync.comparison.from, sync.comparison.to));
}

LockRequest lock_request(Context& context) {
  LockRequest request = sync_lock();
  if (const auto wait = context.arguments().duration("--wait")) request.wait = wait;
  request.waiting = [](const std::string& holder) {
    print_aside(fmt::format("syncline: waiting for another run: {}\n", holder));
  };
  return request;
}

/// `lock` is held already by who need not be asked.
int carry_out_asked(Context& context, const SyncPlan& sync, Database& database,
                    std::optional<RunLock>& lock) {
  check_no_backup(context);
  if (!lock) {
    confirm(fmt::format("Run {} on {}?", count_of(sync.plan.steps.size(), "statement"),
                        database.what()),
            "yes");
    lock.emplace(database.session(), context.workshop().dialect(), lock_request(context));
  }
  SyncRun how;
  if (holds_tables(sync.comparison.before->catalog)) {
    how.before = [&] { backup_development(context, "sync", development_habit(context)); };
  }
  if (!carry_out(sync, database, *lock, how)) {
    print_equal(context, sync, "another run did it meanwhile");
  } else if (context.json()) {
    print_data(sync, true);
  } else {
    print(fmt::format("{} equals {} now, verified\n", database.what(), sync.comparison.to));
  }
  return 0;
}

/// The process ends with the command: two big catalogs are not taken apart before.
const SyncPlan& kept_until_exit(SyncPlan sync) {
  static const SyncPlan* kept = nullptr;
  return *(kept = new SyncPlan(std::move(sync)));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const Chosen chosen = context.chosen();
  const Project* project = context.project_if_any();
  Workshop& workshop = context.workshop();
  DevelopmentGuard guard(project, workshop.dialect(), chosen.environment, "sync");
  const Dangers allowed = context.allowed_dangers();
  const Source source = parse_source(arguments.text("SOURCE", "models"), project);
  const bool dry_run = arguments.flag("--dry-run");
  // Read first: scratch is then of its version.
  const auto database = dry_run ? context.database() : context.database_to_change(true);
  print_notes(guard.check(*database, chosen.url));
  // Who is asked may take long: others are not kept waiting for that.
  std::optional<RunLock> lock;
  std::string stamp;
  if (context.yes() && !dry_run) {
    lock.emplace(database->session(), workshop.dialect(), lock_request(context));
  } else {
    stamp = database->session().stamp();
  }
  database->look_ahead(Database::Ahead::Catalog);
  Loaded wanted = load(source, project, workshop);
  print_notes(wanted.notes);
  const SyncPlan& sync =
      kept_until_exit(plan_sync(workshop, *database, std::move(stamp), std::move(wanted), allowed,
                                !arguments.flag("--no-prove")));
  if (!context.json()) print_aside(unmanaged_text(database->unmanaged()));
  if (sync.comparison.equal()) {
    print_equal(context, sync, "nothing to do");
    return 0;
  }
  if (!context.json()) print(plan_text(sync.plan, true));
  if (!dry_run) return carry_out_asked(context, sync, *database, lock);
  if (context.json()) print_data(sync, false);
  return 1;
}

constexpr Operand operands[] = {
    {"SOURCE", "what the database shall equal; in a project: models", false, Completes::Source}};

constexpr Option options[] = {
    {"--allow", "", "DANGER,…", "what may happen to data: data-loss, data-narrowing"},
    {"--dry-run", "", "", "only show the plan; exit code 1 when there is one"},
    {"--no-prove", "", "", "do not prove the plan on a scratch database"},
    {"--wait", "", "TIME", "how long to wait for another run to end: 30s, 5m, 1h; without it 60 s"},
    no_backup_option,
};

}  // namespace

const CommandSpec sync_command = {
    .name = "sync",
    .alias = "",
    .group = "Change",
    .summary = "Make a development database equal a source, without a revision",
    .about =
        "Reads, compares, plans, proves, shows the plan, asks, runs it and reads again. It leaves\n"
        "nothing of its own in the database. In a project it brings an environment of role\n"
        "development in line with the models; with SOURCE and --url any one database, also without "
        "a\n"
        "project. What would lose or narrow data is refused without --allow.",
    .examples =
        "syncline sync\n"
        "syncline sync schema.sql --url sqlite:app.db --yes\n"
        "syncline sync env:production --env local --allow data-loss",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
