#include "env/upgrade.h"

#include "cli/backup_first.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/terminal.h"
#include "cli/upgrade_run.h"
#include "env/offline.h"

namespace syncline {

namespace {

UpgradeRequest request_of(const Context& context) {
  const Arguments& arguments = context.arguments();
  UpgradeRequest request;
  request.dry_run = arguments.flag("--dry-run");
  request.allow_drift = context.allows_drift();
  request.rollback_on_failure = arguments.flag("--rollback-on-failure");
  if (const auto wait = arguments.duration("--wait")) request.wait = wait;
  if (const auto resume = arguments.text("--resume")) {
    request.resume = *resume == "after" ? Resume::After : Resume::Again;
  }
  return request;
}

bool guarded(const Context& context) { return context.arguments().flag("--guarded"); }

/// --guarded is a way to write SQL, and means nothing without.
void check_flags(const Context& context) {
  if (!guarded(context) || context.arguments().flag("--sql")) return;
  throw Error(Failure::Usage, "--guarded is for SQL that is written down")
      .with_hint("say --sql --guarded");
}

int run_up(Context& context) {
  check_flags(context);
  Migrations migrations(context.project(), context.workshop());
  const std::string target = context.arguments().text("TARGET", "head");
  if (context.arguments().flag("--sql")) {
    print(offline_upgrade(migrations, target, guarded(context)));
  } else {
    run_upgrade(context, migrations, Direction::Up, target, request_of(context));
  }
  return 0;
}

int run_down(Context& context) {
  check_flags(context);
  const auto target = context.arguments().text("TARGET");
  const auto steps = context.arguments().count("--steps");
  if (target.has_value() == steps.has_value()) {
    throw Error(Failure::Usage, "downgrade needs either TARGET or --steps N")
        .with_hint("one revision back: syncline downgrade --steps 1; everything: downgrade base");
  }
  Migrations migrations(context.project(), context.workshop());
  if (context.arguments().flag("--sql")) {
    if (!target) {
      throw Error(Failure::Usage, "--sql asks no database, so --steps cannot be counted")
          .with_hint("name the revisions: syncline downgrade --sql FROM:TO");
    }
    print(offline_downgrade(migrations, *target, guarded(context)));
  } else {
    UpgradeRequest request = request_of(context);
    request.steps = steps.value_or(0);
    run_upgrade(context, migrations, Direction::Down, target.value_or(""), request);
  }
  return 0;
}

constexpr Option sql_option = {"--sql", "", "",
                               "print the SQL in place of running it; asks no database"};
constexpr Option guarded_option = {
    "--guarded", "", "",
    "with --sql: each part runs only where the ledger says that it is missing"};
constexpr Option dry_run_option = {"--dry-run", "", "",
                                   "connect, and only show each statement that would run"};
constexpr Option wait_option = {
    "--wait", "", "TIME", "how long to wait for another run to end: 30s, 5m, 1h; without it 60s"};
constexpr Option resume_option = {
    "--resume",
    "",
    "HOW",
    "when an earlier run was cut off in a statement and nobody can tell whether it ran: again runs "
    "it once more, after takes it as done",
    Completes::Choices,
    "again after"};
constexpr Option rollback_option = {"--rollback-on-failure", "", "",
                                    "when a revision fails, take back what this run had applied"};
constexpr Option allow_option = {
    "--allow",          "",     "drift", "go on although the database was changed by hand",
    Completes::Choices, "drift"};

constexpr Operand up_operands[] = {
    {"TARGET",
     "a revision (a unique beginning is enough), head (the default), heads, +N, LABEL@head; with "
     "--sql also FROM:TO",
     false}};
constexpr Option up_options[] = {dry_run_option, sql_option,      guarded_option, allow_option,
                                 wait_option,    rollback_option, resume_option,  no_backup_option};

constexpr Operand down_operands[] = {
    {"TARGET", "the revision to go back to, base, -N, LABEL@-N, LABEL@base; with --sql FROM:TO",
     false}};
constexpr Option down_options[] = {{"--steps", "", "N", "take back the last N revisions"},
                                   dry_run_option,
                                   sql_option,
                                   guarded_option,
                                   allow_option,
                                   wait_option,
                                   resume_option,
                                   no_backup_option};

}  // namespace

const CommandSpec upgrade_command = {
    .name = "upgrade",
    .alias = "",
    .group = "Change",
    .summary = "Apply revisions to a database",
    .about =
        "Applies what is missing up to TARGET, each revision in one transaction where its "
        "statements\n"
        "allow that, and verifies afterwards that the database equals a replay of the revisions.\n"
        "Refuses a database that was changed by hand, and files that were edited after they were\n"
        "applied. An environment of role production, or with a confirm word, asks first.",
    .examples =
        "syncline upgrade\n"
        "syncline upgrade --env staging --dry-run\n"
        "syncline upgrade 20241208143000\n"
        "syncline upgrade billing@head\n"
        "syncline upgrade --sql > upgrade.sql",
    .operands = up_operands,
    .options = up_options,
    .run = run_up,
};

const CommandSpec downgrade_command = {
    .name = "downgrade",
    .alias = "",
    .group = "Change",
    .summary = "Take revisions back",
    .about =
        "Runs the down sections of everything that is applied and stands on TARGET, the newest "
        "first,\n"
        "and verifies afterwards as upgrade does. Other branches stay; base takes back all.",
    .examples =
        "syncline downgrade -1\n"
        "syncline downgrade --steps 1  # of what was applied last, whatever branch it is of\n"
        "syncline downgrade 20241208143000 --env staging\n"
        "syncline downgrade base",
    .operands = down_operands,
    .options = down_options,
    .run = run_down,
};

}  // namespace syncline
