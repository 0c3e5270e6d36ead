#include "env/reset.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/backup_daily.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/guard.h"

namespace syncline {

namespace {

/// As its users call it: a file without its folders.
std::string name_of(Database& database) {
  return std::filesystem::path(database.session().server().database).filename().string();
}

/// A plain --yes is too little for what cannot be taken back.
void ask(Context& context, const std::string& what, const std::string& name) {
  const auto said = context.arguments().text("--confirm");
  if (said == name) return;
  if (said) {
    throw Error(Failure::Refused, fmt::format("--confirm says \"{}\", but the database is called "
                                              "\"{}\"; nothing was changed",
                                              *said, name));
  }
  if (context.yes()) {
    throw Error(Failure::Refused,
                fmt::format("reset drops all that is in {}: --yes is too little", what))
        .with_hint(fmt::format("say --confirm {}; nothing was changed", name));
  }
  confirm(fmt::format("Drop all that is in {}?", what), name,
          fmt::format("say --confirm {}", name));
}

void print_report(const ResetReport& report, const std::string& what) {
  print(fmt::format("{} {}\n", report.renewed ? "made anew:" : "emptied:", what));
  if (report.synced) print("there are no revisions: made from the models\n");
  if (!report.revisions.empty()) {
    print(fmt::format("applied {}, verified\n", count_of(report.revisions.size(), "revision")));
  }
  if (report.seeded > 0) print(fmt::format("seeded by {}\n", count_of(report.seeded, "statement")));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  const Chosen chosen = context.chosen();
  DevelopmentGuard guard(&project, workshop.dialect(), chosen.environment, "reset");
  check_no_backup(context);
  {
    const auto database = context.database_to_change(true);
    print_notes(guard.check(*database, chosen.url));
    ask(context, chosen.what, name_of(*database));
  }
  ResetRequest request;
  request.url = chosen.url;
  request.what = chosen.what;
  request.seed = !arguments.flag("--no-seed");
  if (const auto wait = arguments.duration("--wait")) request.upgrade.wait = wait;
  request.before = [&](Database& database) {
    if (!holds_tables(database.catalog())) return;
    backup_development(context, "reset", development_habit(context));
  };
  ProgressLine progress;
  request.upgrade.progress = [&](const Progress& at) {
    progress.show(fmt::format("{} of {}: {} …", at.number, at.of, at.revision->id));
  };
  const ResetReport report = reset(project, workshop, request);
  progress.clear();
  if (context.json()) {
    print_json(Data::Record{{"database", chosen.what},
                            {"renewed", report.renewed},
                            {"revisions", report.revisions},
                            {"from_models", report.synced},
                            {"seeded", report.seeded},
                            {"verified", report.verified}});
  } else {
    print_report(report, chosen.what);
  }
  return 0;
}

constexpr Option options[] = {
    {"--confirm", "", "NAME", "the name of the database, in place of typing it"},
    {"--no-seed", "", "", "do not run [reset] seed"},
    no_backup_option,
    {"--wait", "", "TIME", "how long to wait for another run to end: 30s, 5m, 1h; without it 60 s"},
};

}  // namespace

const CommandSpec reset_command = {
    .name = "reset",
    .alias = "",
    .group = "Change",
    .summary = "Begin a development database anew: drop, make, replay, seed",
    .about =
        "Drops the database and makes it again (empties it, where the user may not drop it or the\n"
        "project has a scope), applies all revisions, and runs the SQL of [reset] seed in one\n"
        "transaction. Without revisions it is made from the models. The name of the database must\n"
        "be typed, or said with --confirm. Databases that are not for development are refused.",
    .examples =
        "syncline reset\n"
        "syncline reset --confirm rally_dev --no-seed",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
