#include "env/check.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/show.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data data_of(const CheckReport& report) {
  Data::List comparisons;
  for (const Comparison& one : report.comparisons) {
    comparisons.push_back(Data::Record{{"from", one.from},
                                       {"to", one.to},
                                       {"equal", one.equal()},
                                       {"changes", changes_data(one.changes)}});
  }
  return Data::Record{{"equal", report.equal()},
                      {"comparisons", std::move(comparisons)},
                      {"pending", report.pending},
                      {"unmanaged", unmanaged_data(report.unmanaged)},
                      {"notes", report.notes}};
}

void print_report(const CheckReport& report) {
  for (const Comparison& one : report.comparisons) {
    if (one.equal()) {
      print(fmt::format("{} {} = {}\n", painted(Paint::Good, "equal"), one.from, one.to));
    } else {
      print(fmt::format("{} {} → {}\n{}", painted(Paint::Bad, "differ"), one.from, one.to,
                        changes_text(one.changes)));
    }
  }
  if (!report.pending.empty()) {
    print(fmt::format("{} not applied yet: {}\n", count_of(report.pending.size(), "revision"),
                      join(report.pending, ", ")));
  }
  print(unmanaged_text(report.unmanaged));
  print_notes(report.notes);
}

int look(Context& context, bool models) {
  const Project& project = context.project();
  std::unique_ptr<Database> database;
  if (context.has_database()) database = context.database();
  CheckReport report;
  if (models) {
    if (!database) project.environment("");  // throws, with the reason
    report = check_models(project, context.workshop(), *database);
  } else {
    report = check(project, context.workshop(), database.get());
  }
  if (context.json()) {
    print_json(data_of(report));
  } else {
    print_report(report);
  }
  return report.equal() ? 0 : 1;
}

int run(Context& context) { return look(context, context.arguments().flag("--models")); }

int run_detect(Context& context) { return look(context, true); }

constexpr Option options[] = {
    {"--models", "", "", "compare the models with the database directly, for one that was synced"},
};

}  // namespace

const CommandSpec check_command = {
    .name = "check",
    .alias = "",
    .group = "Look",
    .summary = "Whether models, revisions and a database agree",
    .about =
        "Compares the models with the head of the revisions, and the database with the revisions\n"
        "that are applied to it. Exit code 0 when both are equal, 1 when something differs: what\n"
        "differs is listed. Revisions that are not applied yet are named, and are no difference.\n"
        "Without environments only models and revisions are compared.",
    .examples =
        "syncline check\n"
        "syncline check --env staging --json\n"
        "syncline check --models --env local",
    .operands = {},
    .options = options,
    .run = run,
};

const CommandSpec detect_command = {
    .name = "detect",
    .alias = "",
    .group = "Look",
    .summary = "What differs between the models and a database",
    .about =
        "The same as check --models: lists every object that differs. Exit code 0 when the "
        "database\n"
        "equals the models, 1 when something differs. syncline sync makes a development database\n"
        "equal.",
    .examples =
        "syncline detect\n"
        "syncline detect --env local --json",
    .operands = {},
    .options = {},
    .run = run_detect,
};

}  // namespace syncline
