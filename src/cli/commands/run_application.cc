#include <fmt/format.h>

#include "backup/keep.h"
#include "base/become.h"
#include "base/process.h"
#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "deploy/seed.h"
#include "deploy/start.h"
#include "env/check.h"
#include "env/who.h"

namespace syncline {

namespace {

// stdout is the application's from the first byte on: everything of ours goes to stderr.
void say(const std::string& text) { print_aside(fmt::format("syncline: {}\n", text)); }

std::function<void(const std::string&)> tell_waiting() {
  return [](const std::string& holder) { say("waiting for another run: " + holder); };
}

std::unique_ptr<Database> connected(Context& context, Access access,
                                    std::chrono::seconds patience) {
  return wait_for_database(
      [&] {
        return access == Access::Change ? context.database_to_change(true) : context.database();
      },
      patience,
      [&](const Error& error) {
        say(fmt::format("waiting up to {} s for the database: {}", patience.count(), error.what()));
      });
}

/// Where nobody said anything about this environment, [run] backup decides.
void save(Context& context, const RunPolicy& policy) {
  backup_first(context, "run", policy.backup ? BackupHabit::Makes : BackupHabit::LeavesOut);
}

void migrate(Context& context, Migrations& migrations, Database& database,
             const RunPolicy& policy) {
  UpgradeRequest request;
  request.allow_drift = context.allows_drift();
  request.rollback_on_failure = policy.rollback_on_failure;
  request.wait = policy.wait;
  request.again = "the start again";
  request.waiting = tell_waiting();
  request.before_change = [&] { save(context, policy); };
  request.progress = [](const Progress& at) {
    if (!at.finished) return;
    say(fmt::format("{} {} {} ({:.2f} s)", at.direction == Direction::Up ? "applied" : "took back",
                    at.revision->id, at.revision->message, at.seconds));
  };
  const Environment* environment = context.chosen().environment;
  Keeper keeper(migrations, database,
                environment ? environment->keep_dropped : std::chrono::seconds(0), say);
  request.alongside = [&](const Revision& revision, Direction way) {
    return keeper.along(revision, way);
  };
  const UpgradeReport report = upgrade(migrations, database, "heads", request);
  for (const std::string& note : report.notes) say("note: " + note);
  say(fmt::format("{} is at {}{}", database.what(), report.at.empty() ? "base" : report.at,
                  report.verified ? ", verified" : "; it has drift that was allowed"));
}

/// Of one that must not migrate. False: it must not start.
bool look(Migrations& migrations, Database& database, std::chrono::seconds patience) {
  if (!wait_for_head(migrations, database, patience)) {
    const auto pending = pending_revisions(migrations, database);
    say(fmt::format("{} lacks {}: {}", database.what(), count_of(pending.size(), "revision"),
                    join(pending, ", ")));
    return false;
  }
  check_files(migrations.history_for(database.applied_set()), database, migrations.syntax());
  say(fmt::format("{} has all revisions", database.what()));
  return true;
}

void seed_all(const Dialect& dialect, Database& database, const RunPolicy& policy) {
  for (const std::filesystem::path& file : policy.seed) {
    if (is_seeded(database, file)) continue;
    if (seed(database, dialect, file, {who(), policy.wait, tell_waiting()})) {
      say("seeded " + file.filename().string());
    }
  }
}

/// Whether the application may start. All connections and the scratch server end with it.
bool prepare(Context& context) {
  const Arguments& arguments = context.arguments();
  RunPolicy policy = run_policy(context.project());
  const bool change = policy.migrate && !arguments.flag("--check-only");
  if (const auto time = arguments.duration("--wait-for-database")) policy.wait_for_database = *time;
  const auto database =
      connected(context, change ? Access::Change : Access::Read, policy.wait_for_database);
  Migrations migrations(context.project(), context.workshop());
  if (!change) {
    return look(migrations, *database,
                arguments.duration("--wait").value_or(std::chrono::seconds(0)));
  }
  if (const auto time = arguments.duration("--wait")) policy.wait = *time;
  migrate(context, migrations, *database, policy);
  seed_all(context.workshop().dialect(), *database, policy);
  return true;
}

int run(Context& context) {
  const std::vector<std::string> words = context.arguments().all("COMMAND");
  if (!find_program(words.front())) {
    throw Error(Failure::Usage, fmt::format("the program {} was not found", words.front()))
        .with_hint("nothing was done; name it with its full path, or add its folder to PATH");
  }
  if (!prepare(context)) return 1;
  context.close();
  become_program(words);
}

constexpr Operand operands[] = {
    {"COMMAND", "the application and its arguments, after --", true, Completes::Nothing, {}, true}};

constexpr Option options[] = {
    {"--check-only", "", "", "migrate nothing: start only when all revisions are there"},
    {"--wait-for-database", "", "TIME",
     "how long to wait until the database can be reached: 30s, 5m; without it 60s"},
    {"--wait", "", "TIME",
     "how long to wait for another start that migrates; without it 10m, with --check-only not at "
     "all"},
    {"--allow", "", "drift", "go on although the database was changed by hand", Completes::Choices,
     "drift"},
};

}  // namespace

const CommandSpec run_command = {
    .name = "run",
    .alias = "",
    .group = "Environments",
    .summary = "Migrate, then become the application",
    .about =
        "For the entry point of a container: waits for the database, applies what is missing,\n"
        "verifies, runs the seed scripts that have not run yet, and becomes COMMAND: the same "
        "process,\n"
        "so that signals and the exit code are the application's. Of several that start at once "
        "one\n"
        "migrates, and the others wait and start. [run] in syncline.toml decides, and the "
        "variables\n"
        "AUTO_MIGRATE, BACKUP_BEFORE_MIGRATE and SEED_MASTER_DATA; nobody is asked. When "
        "something\n"
        "fails, COMMAND does not start.",
    .examples =
        "syncline run -- gunicorn app:app\n"
        "syncline run --env production --wait-for-database 2m -- ./server --port 8080\n"
        "syncline run --check-only --wait 5m -- ./worker",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
