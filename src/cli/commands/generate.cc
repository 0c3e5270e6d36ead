#include "env/generate.h"

#include <fmt/format.h>

#include "cli/backup_daily.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/revisions.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "cli/upgrade_run.h"
#include "env/amend.h"
#include "env/follow.h"
#include "env/guard.h"
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

/// A database that was synced has the schema already: it is only told of the revision.
bool tell_synced(Context& context, Migrations& migrations, const std::string& revision) {
  if (context.arguments().flag("--no-stamp")) return false;
  const auto told = stamp_synced(context.project(), migrations, revision);
  if (told && !context.json()) {
    print(fmt::format("{} equals the models: it is at {}, verified\n", *told, revision));
  }
  return told.has_value();
}

Data::Record data_of(const GenerateReport& report) {
  return {{"revision", Data::text_or_null(report.revision)},
          {"file", Data::text_or_null(report.file.empty() ? "" : near_path(report.file))},
          {"up", steps_data(report.up)},
          {"down", steps_data(report.down)}};
}

/// The database goes along: it may have the revision as it was.
void follow_amended(Context& context, Migrations& migrations) {
  const Chosen chosen = context.chosen();
  const auto database = context.database_to_change(true);
  DevelopmentGuard guard(&context.project(), context.workshop().dialect(), chosen.environment,
                         "generate --amend --apply");
  print_notes(guard.check(*database, chosen.url));
  FollowRequest request;
  request.allowed = context.allowed_dangers();
  request.before = [&] { backup_development(context, "amend", development_habit(context)); };
  follow(migrations, *database, request);
  if (!context.json()) print(fmt::format("{} is at the head, verified\n", database->what()));
}

int run_amend(Context& context) {
  const Arguments& arguments = context.arguments();
  for (const char* other :
       {"--empty", "--head", "--splice", "--branch-label", "--depends-on", "--rev-id"}) {
    if (!arguments.flag(other)) continue;
    throw Error(Failure::Usage, fmt::format("--amend and {} exclude each other", other));
  }
  AmendRequest request;
  request.message = arguments.text("--message", "");
  request.prove = !arguments.flag("--no-prove");
  request.skip_unreachable = arguments.flag("--skip-unreachable");
  request.allowed = context.allowed_dangers();
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  Migrations migrations(project, workshop);
  const AmendReport report = amend(project, workshop, migrations, request);
  if (context.json()) {
    Data::Record data = data_of(report.written);
    data.emplace_back("removed",
                      Data::text_or_null(report.removed.empty() ? "" : near_path(report.removed)));
    print_json(data);
  } else if (!report.removed.empty()) {
    print(fmt::format("removed {}: the models equal the revisions before it\n",
                      near_path(report.removed)));
  } else {
    print_notes(report.written.notes);
    print(fmt::format("amended {}\n", near_path(report.written.file)));
    print(hazards_text(report.written.up.hazards()));
  }
  if (arguments.flag("--apply")) {
    follow_amended(context, migrations);
  } else if (report.removed.empty()) {
    tell_synced(context, migrations, report.written.revision);
  }
  return 0;
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  if (arguments.flag("--apply")) refuse_to_apply(context);
  if (arguments.flag("--amend")) return run_amend(context);
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
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  Migrations migrations(project, workshop);
  const GenerateReport report = generate(project, workshop, migrations, request);
  if (context.json()) {
    print_json(data_of(report));
  } else {
    print_report(report);
  }
  if (report.file.empty()) return 0;
  const bool told = !request.empty && tell_synced(context, migrations, report.revision);
  if (arguments.flag("--apply") && !told) {
    run_upgrade(context, migrations, Direction::Up, report.revision, {});
  }
  return 0;
}

constexpr Option options[] = {
    {"--message", "-m", "TEXT", "what the revision does, one line"},
    {"--empty", "", "", "an empty revision, for SQL that is written by hand"},
    {"--apply", "", "", "upgrade the development environment at once"},
    {"--amend", "", "", "write the last revision anew, in place of one more"},
    {"--skip-unreachable", "", "", "(amend) environments that do not answer do not have it"},
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
        "heads the models are compared with all of them together. With --amend the last revision "
        "is\n"
        "written anew from the models, as long as it was not edited by hand and no environment has "
        "it\n"
        "that is not for development.",
    .examples =
        "syncline generate -m \"Add user preferences\"\n"
        "syncline generate -m \"Drop the old column\" --allow data-loss\n"
        "syncline generate -m \"Fill in the names\" --empty\n"
        "syncline generate --amend --apply\n"
        "syncline generate -m \"Begin billing\" --head base --branch-label billing",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
