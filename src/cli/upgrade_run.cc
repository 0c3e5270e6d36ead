#include "cli/upgrade_run.h"

#include <fmt/format.h>

#include "backup/keep.h"
#include "cli/backup_first.h"
#include "cli/terminal.h"
#include "cli/upgrade_events.h"

namespace syncline {

namespace {

/// What the user types to go on after a failure.
std::string command_of(const Context& context, Direction direction, const std::string& target) {
  std::string command =
      direction == Direction::Up ? "syncline upgrade" : "syncline downgrade " + target;
  if (direction == Direction::Up && target != "head") command += " " + target;
  if (const auto environment = context.arguments().text("--env"))
    command += " --env " + *environment;
  if (context.arguments().flag("--url")) command += " --url …";
  return command;
}

}  // namespace

void run_upgrade(Context& context, Migrations& migrations, Direction direction,
                 const std::string& target, UpgradeRequest request, bool confirmed) {
  const bool up = direction == Direction::Up;
  if (!request.dry_run) {
    check_no_backup(context);
    if (!confirmed) context.confirm_environment(up ? "upgrade" : "downgrade");
  }
  request.before_change = [&, then = request.before_change] {
    backup_first(context, up ? "upgrade" : "downgrade", BackupHabit::LeavesOut);
    then();
  };
  const auto database = request.dry_run ? context.database(up) : context.database_to_change(up);
  const Environment* environment = context.chosen().environment;
  Keeper keeper(migrations, *database,
                environment ? environment->keep_dropped : std::chrono::seconds(0),
                [](const std::string& text) { print_aside(fmt::format("syncline: {}\n", text)); });
  request.alongside = [&](const Revision& revision, Direction way) {
    return keeper.along(revision, way);
  };
  UpgradeEvents events(context.json());
  events.listen(request);
  request.failed = [&](const Error& error) { events.failed(error); };
  request.again = command_of(context, direction, target);
  const UpgradeReport report = up ? upgrade(migrations, *database, target, request)
                                  : downgrade(migrations, *database, target, request);
  if (request.dry_run) {
    events.dry_run(report, database->what(), database->session());
  } else {
    events.result(report, database->what());
  }
}

}  // namespace syncline
