#include "env/generate.h"

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/revisions.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "cli/upgrade_run.h"
#include "env/synced.h"

namespace syncline {

namespace {

void print_report(const GenerateReport& report) {
  print_notes(report.notes);
  if (report.file.empty()) {
    print("nothing to do: the models equal the revisions\n");
    return;
  }
  print(fmt::format("wrote {}\n", near_path(report.file)));
  print(hazards_text(report.up.hazards()));
}

/// Other environments are upgraded on purpose, after somebody has read the file.
void refuse_to_apply(Context& context) {
  const Environment* environment = context.chosen().environment;
  if (!environment || environment->role == Role::Development) return;
  throw Error(Failure::Refused, fmt::format("--apply is for development, and {} is of role {}",
                                            environment->name, role_name(environment->role)))
      .with_hint(fmt::format("write the revision, read it, then: syncline upgrade --env {}",
                             environment->name));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  GenerateRequest request;
  request.message = arguments.text("--message", "");
  request.empty = arguments.flag("--empty");
  request.prove = !arguments.flag("--no-prove");
  request.allowed = context.allowed_dangers();
  request.parent = arguments.text("--head", "");
  request.splice = arguments.flag("--splice");
  request.labels = arguments.list("--branch-label");
  request.depends = arguments.list("--depends-on");
  request.id = arguments.text("--rev-id", "");
  if (arguments.flag("--apply")) refuse_to_apply(context);
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  Migrations migrations(project, workshop);
  const GenerateReport report = generate(project, workshop, migrations, request);
  if (context.json()) {
    print_json(Data::Record{
        {"revision", Data::text_or_null(report.revision)},
        {"file", Data::text_or_null(report.file.empty() ? "" : near_path(report.file))},
        {"up", steps_data(report.up)},
        {"down", steps_data(report.down)}});
  } else {
    print_report(report);
  }
  if (report.file.empty()) return 0;
  // A database that was synced has the schema already: it is only told of the revision.
  std::optional<std::string> told;
  if (!request.empty && !arguments.flag("--no-stamp")) {
    told = stamp_synced(project, migrations, report.revision);
  }
  if (told) {
    if (!context.json())
      print(fmt::format("{} equals the models: it is at {}, verified\n", *told, report.revision));
  } else if (arguments.flag("--apply")) {
    run_upgrade(context, migrations, Direction::Up, report.revision, {});
  }
  return 0;
}

constexpr Option options[] = {
    {"--message", "-m", "TEXT", "what the revision does, one line"},
    {"--empty", "", "", "an empty revision, for SQL that is written by hand"},
    {"--apply", "", "", "upgrade the development environment at once"},
    {"--no-stamp", "", "", "do not tell a development database that equals the models"},
    {"--head", "", "REV", "what it follows, when that is not the only head; base: nothing"},
    {"--splice", "", "", "follow --head although that is no head: another branch begins there"},
    {"--branch-label", "", "NAME,…", "names for the branch that begins with it"},
    {"--depends-on", "", "REV,…", "revisions that must be applied before, and are no parents"},
    {"--rev-id", "", "ID", "its id, in place of the time"},
    {"--allow", "", "DANGER,…", "what may happen to data: data-loss"},
    {"--no-prove", "", "", "do not prove the plan on a scratch database"},
};

}  // namespace

const CommandSpec generate_command = {
    .name = "generate",
    .alias = "revision",
    .group = "Change",
    .summary = "Write a revision that leads from the revisions to the models",
    .about =
        "Compares the head of the revisions with the models and writes what is between them as a\n"
        "revision: up, and down planned the other way. Both are proved on scratch databases "
        "before\n"
        "the file is written. What would lose data is refused without --allow data-loss. With "
        "several\n"
        "heads the models are compared with all of them together.",
    .examples =
        "syncline generate -m \"Add user preferences\"\n"
        "syncline generate -m \"Drop the old column\" --allow data-loss\n"
        "syncline generate -m \"Fill in the names\" --empty\n"
        "syncline generate -m \"Begin billing\" --head base --branch-label billing",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
