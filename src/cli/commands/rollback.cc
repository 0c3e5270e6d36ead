#include "backup/rollback.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/backup_first.h"
#include "cli/backup_view.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/restore_run.h"
#include "cli/terminal.h"
#include "cli/upgrade_run.h"

namespace syncline {

namespace {

std::string way_text(const WayBack& way) {
  if (!way.why_not.empty()) {
    return fmt::format("{} not possible: {}\n", painted(Paint::Strong, way.name + ":"),
                       way.why_not);
  }
  std::string text = painted(Paint::Strong, way.name + ":") + "\n";
  for (const std::string& line : way.gives) text += fmt::format("  + {}\n", line);
  for (const std::string& line : way.loses) {
    text += painted(Paint::Careful, fmt::format("  - {}", line)) + "\n";
  }
  return text;
}

Data plan_data(const RollbackPlan& plan, const std::string& database) {
  Data::List reverted, ways;
  for (const Revision* one : plan.reverted) reverted.emplace_back(one->id);
  for (const WayBack& way : plan.ways) {
    ways.push_back(Data::Record{{"way", way.name},
                                {"possible", way.why_not.empty()},
                                {"why_not", Data::text_or_null(way.why_not)},
                                {"gives", way.gives},
                                {"loses", way.loses},
                                {"backup", way.backup ? Data(way.backup->name()) : Data()}});
  }
  return Data::Record{{"database", database},
                      {"revisions", std::move(reverted)},
                      {"to", Data::text_or_null(plan.to)},
                      {"ways", std::move(ways)}};
}

std::string plan_text(const RollbackPlan& plan, const std::string& database) {
  if (plan.reverted.empty()) return fmt::format("nothing to roll back: {} is there\n", database);
  std::string text = fmt::format(
      "{} goes back to {}: {} taken back\n", database, plan.to.empty() ? "base" : plan.to,
      plan.reverted.size() == 1 ? "1 revision is"
                                : fmt::format("{} revisions are", plan.reverted.size()));
  for (const WayBack& way : plan.ways) text += way_text(way);
  return text;
}

const WayBack& chosen_way(const RollbackPlan& plan, const std::string& name) {
  for (const WayBack& way : plan.ways) {
    if (way.name != name) continue;
    if (way.why_not.empty()) return way;
    throw Error(Failure::Refused, fmt::format("there is no way back by {}: {}", name, way.why_not));
  }
  throw std::logic_error("no way is called " + name);
}

void go_back(Context& context, Migrations& migrations, const RollbackPlan& plan,
             const WayBack& way) {
  if (way.backup) {
    RestoreRequest request;
    request.target = backup_subject(context);
    request.tell = [](const std::string& text) {
      print_aside(fmt::format("syncline: {}\n", text));
    };
    return run_restore(context, *way.backup, std::move(request));
  }
  context.confirm_loss(fmt::format(
      "Take back {} of {}?", count_of(plan.reverted.size(), "revision"), context.chosen().what));
  UpgradeRequest request;
  const auto target = context.arguments().text("--to");
  if (!target) request.steps = static_cast<int>(plan.reverted.size());
  run_upgrade(context, migrations, Direction::Down, target.value_or(""), request, true);
}

int run(Context& context) {
  check_no_backup(context);
  Migrations migrations(context.project(), context.workshop());
  const auto name = context.arguments().text("--way");
  RollbackPlan plan;
  std::string database_name;
  {
    const auto database = context.database();
    database_name = database->what();
    plan = plan_rollback(migrations, *database, context.arguments().text("--to"),
                         backup_store(context), backup_subject(context).environment);
  }
  const bool does_it = name && !plan.reverted.empty();
  if (!context.json()) {
    print(plan_text(plan, database_name));
  } else if (!does_it) {
    print_json(plan_data(plan, database_name));
  }
  if (does_it) {
    go_back(context, migrations, plan, chosen_way(plan, *name));
  } else if (!plan.reverted.empty() && !context.json()) {
    print_aside("nothing was changed; choose a way with --way\n");
  }
  return 0;
}

constexpr Option options[] = {
    {"--to", "", "REV", "the revision to go back to, or base; without it before the last upgrade"},
    {"--way", "", "WAY", "do it: by the downs of the revisions, or by the backup",
     Completes::Choices, "downs backup"},
    no_backup_option,
    {"--from", "", "FOLDER", "look for backups there, in place of [backup] folder",
     Completes::File},
};

}  // namespace

const CommandSpec rollback_command = {
    .name = "rollback",
    .alias = "",
    .group = "Backups",
    .summary = "Go back to before the last upgrade",
    .about =
        "Shows the ways back and what each would lose: the downs of the revisions, which give back "
        "what\nwas kept, and the newest backup of that revision. With --way it asks and does it. "
        "The last\nupgrade is all that one person applied without a pause.",
    .examples =
        "syncline rollback --env production\n"
        "syncline rollback --env production --way downs\n"
        "syncline rollback --env staging --to 20241208143000 --way backup",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
