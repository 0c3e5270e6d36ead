#include "env/sync.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/pair.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "plan/script.h"

namespace syncline {

namespace {

void require_development(const Chosen& chosen) {
  if (!chosen.environment || chosen.environment->role == Role::Development) return;
  throw Error(Failure::Refused,
              fmt::format("{} is of role {}: sync changes development databases only", chosen.what,
                          role_name(chosen.environment->role)))
      .with_hint("write a revision with syncline generate, then syncline upgrade");
}

void print_data(const SyncPlan& sync, bool applied) {
  print_json(Data::Record{{"database", sync.comparison.from},
                          {"source", sync.comparison.to},
                          {"equal", sync.comparison.equal()},
                          {"applied", applied},
                          {"changes", changes_data(sync.comparison.changes)},
                          {"steps", steps_data(sync.plan)}});
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const Chosen chosen = context.chosen();
  require_development(chosen);
  const Dangers allowed = context.allowed_dangers();
  const Project* project = context.project_if_any();
  const Source source = parse_source(arguments.text("SOURCE", "models"), project);
  const bool dry_run = arguments.flag("--dry-run");
  // Read first: scratch is then of its version.
  const auto database = dry_run ? context.database() : context.database_to_change(true);
  database->look_ahead(Database::Ahead::Catalog);
  Workshop& workshop = context.workshop();
  Loaded wanted = load(source, project, workshop);
  print_notes(wanted.notes);
  const SyncPlan sync =
      plan_sync(workshop, *database, std::move(wanted), allowed, !arguments.flag("--no-prove"));
  if (!context.json()) print_aside(unmanaged_text(database->unmanaged()));
  if (sync.comparison.equal()) {
    if (context.json()) {
      print_data(sync, false);
    } else {
      print(fmt::format("nothing to do: {} equals {}\n", database->what(), sync.comparison.to));
    }
    return 0;
  }
  if (!context.json()) print(plan_text(sync.plan, true));
  if (dry_run) {
    if (context.json()) print_data(sync, false);
    return 1;
  }
  if (!context.yes()) {
    confirm(fmt::format("Run {} on {}?", count_of(sync.plan.steps.size(), "statement"),
                        database->what()),
            "yes");
  }
  carry_out(sync, *database, LockPolicy());
  if (context.json()) {
    print_data(sync, true);
  } else {
    print(fmt::format("{} equals {} now, verified\n", database->what(), sync.comparison.to));
  }
  return 0;
}

constexpr Operand operands[] = {
    {"SOURCE", "what the database shall equal; in a project: models", false, Completes::Source}};

constexpr Option options[] = {
    {"--allow", "", "DANGER,…", "what may happen to data: data-loss, data-narrowing"},
    {"--dry-run", "", "", "only show the plan; exit code 1 when there is one"},
    {"--no-prove", "", "", "do not prove the plan on a scratch database"},
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
