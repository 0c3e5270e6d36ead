#include "cli/backup_daily.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/terminal.h"
#include "cli/watch_events.h"
#include "watch/watcher.h"

namespace syncline {

namespace {

std::optional<bool> either(const Arguments& arguments, std::string_view yes, std::string_view no) {
  if (arguments.flag(yes) && arguments.flag(no)) {
    throw Error(Failure::Usage,
                std::string(yes) + " and " + std::string(no) + " exclude each other");
  }
  if (arguments.flag(yes)) return true;
  if (arguments.flag(no)) return false;
  return std::nullopt;
}

WatchFlags flags_of(const Arguments& arguments) {
  WatchFlags flags;
  if (arguments.flag("--on")) flags.on = true;
  flags.generate = either(arguments, "--generate", "--no-generate");
  flags.apply = either(arguments, "--apply", "--no-apply");
  flags.backup = either(arguments, "--backup", "--no-backup");
  if (arguments.flag("--sync")) flags.sync = true;
  flags.interval = arguments.text("--interval");
  flags.log = arguments.text("--log");
  return flags;
}

WatchSetup setup_of(Context& context) {
  const Arguments& arguments = context.arguments();
  WatchSetup setup;
  setup.project = &context.project();
  RoundOptions& rounds = setup.request.rounds;
  rounds.settings = watch_settings(*setup.project, flags_of(arguments));
  rounds.allowed = context.allowed_dangers();
  rounds.prove = !arguments.flag("--no-prove");
  rounds.message = arguments.text("--message", "");
  rounds.backup = [&context](Database&) {
    backup_development(context, "watch", BackupHabit::Makes);
  };
  setup.request.poll = arguments.flag("--poll");
  setup.request.once = arguments.flag("--once");
  setup.workshop = &context.workshop();
  if (rounds.settings.apply || rounds.settings.sync) {
    const Chosen chosen = context.chosen();
    setup.target = WatchTarget{chosen.url, chosen.what, chosen.environment};
  }
  return setup;
}

int run(Context& context) {
  std::unique_ptr<Context> fresh;
  WatchEvents events(context.json());
  const auto set_up = [&] {
    fresh.reset();  // ends its scratch server
    fresh = std::make_unique<Context>(context.arguments());
    return setup_of(*fresh);
  };
  WatchListener listener = events.listener();
  bool failed = false;  // of the last round: only --once comes to an end by itself
  listener.round = [&failed, tell = listener.round](const Round& round) {
    failed = round.error.has_value();
    tell(round);
  };
  watch(set_up, listener);
  return failed ? 1 : 0;
}

constexpr Option options[] = {
    {"--generate", "", "", "write a revision, and amend it as long as nobody else has it"},
    {"--apply", "", "", "bring the development database to the revisions"},
    {"--sync", "", "", "bring the development database to the models, without revisions"},
    {"--backup", "", "", "make a backup before the database is changed"},
    {"--no-generate", "", "", "not, whatever AUTO_GENERATE or [watch] says"},
    {"--no-apply", "", "", "not, whatever AUTO_APPLY or [watch] says"},
    {"--no-backup", "", "", "not, whatever BACKUP_BEFORE_MIGRATE or [watch] says"},
    {"--on", "", "", "watch, whatever MIGRATION_WATCHER or [watch] says"},
    {"--message", "-m", "TEXT", "of new revisions; without it: what differs"},
    {"--allow", "", "DANGER,…", "what may happen to data: data-loss, data-narrowing"},
    {"--no-prove", "", "", "do not prove plans on a scratch database"},
    {"--interval", "", "TIME", "between two looks, or tries to reach a database: 2s, 500ms"},
    {"--poll", "", "", "look every interval, do not ask the kernel"},
    {"--log", "", "FILE", "add what happens to this file", Completes::File},
    {"--once", "", "", "one round, then the end; exit code 1 when something stood in its way"},
};

}  // namespace

const CommandSpec watch_command = {
    .name = "watch",
    .alias = "",
    .group = "Change",
    .summary = "Look at the models after each save, and act on it",
    .about =
        "Shows what differs after each save. With --generate it writes a revision, which it "
        "amends\n"
        "until that is committed or applied elsewhere; with --apply the development database\n"
        "follows; with --sync it follows the models without revisions. Models that do not load, "
        "and\n"
        "databases that are away, are waited for. Ctrl-C or SIGTERM ends it.\n"
        "The variables MIGRATION_WATCHER, AUTO_GENERATE, AUTO_APPLY, BACKUP_BEFORE_MIGRATE and\n"
        "WATCH_INTERVAL are understood; an option wins over them, and they over [watch] in\n"
        "syncline.toml.",
    .examples =
        "syncline watch\n"
        "syncline watch --generate --apply\n"
        "syncline watch --sync --log watch.log",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
