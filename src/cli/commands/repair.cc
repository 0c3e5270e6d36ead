#include "env/repair.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data list_of(const std::vector<Repair>& repairs) {
  Data::List list;
  for (const Repair& one : repairs) {
    list.push_back(Data::Record{{"subject", one.subject},
                                {"what", one.what},
                                {"detail", Data::text_or_null(one.detail)},
                                {"hint", Data::text_or_null(one.hint)}});
  }
  return list;
}

void print_list(const std::vector<Repair>& repairs, const std::string& how) {
  for (const Repair& one : repairs) {
    print(fmt::format("{} {}: {}\n", how, one.subject, one.what));
    if (!one.detail.empty()) print("  " + replace_all(one.detail, "\n", "\n  ") + "\n");
    if (!one.hint.empty()) print(fmt::format("  hint: {}\n", one.hint));
  }
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  Migrations migrations(context.project(), context.workshop());
  RepairRequest request;
  request.dry_run = arguments.flag("--dry-run");
  request.forget_unfinished = arguments.flag("--forget-unfinished");
  for (const std::string& name : arguments.list("--accept-edit")) {
    if (const Revision* one = migrations.history().resolve(name)) {
      request.accept_edits.insert(one->id);
    }
  }
  std::unique_ptr<Database> database;
  if (context.has_database()) {
    if (!request.dry_run) context.confirm_environment("repair the ledger of");
    database = request.dry_run ? context.database() : context.database_to_change();
  }
  const RepairReport report = repair(migrations, database.get(), request);
  if (context.json()) {
    print_json(Data::Record{{"dry_run", request.dry_run},
                            {"done", list_of(report.done)},
                            {"left", list_of(report.left)}});
  } else {
    print_list(report.done, painted(Paint::Good, request.dry_run ? "would mend" : "mended"));
    print_list(report.left, painted(Paint::Bad, "left"));
    if (report.done.empty() && report.left.empty()) print("nothing to repair\n");
  }
  return report.left.empty() ? 0 : 1;
}

constexpr Option options[] = {
    {"--dry-run", "", "", "only say what would be done"},
    {"--accept-edit", "", "REV,…",
     "take a file as it is now for the one that was applied, when the schema proves it"},
    {"--forget-unfinished", "", "",
     "forget a revision that was begun also when its statements may have changed rows"},
};

}  // namespace

const CommandSpec repair_command = {
    .name = "repair",
    .alias = "",
    .group = "Change",
    .summary = "Bring the ledger and the files together again",
    .about =
        "Writes migrations/HEAD anew when it is missing or out of date. In the ledger of the "
        "chosen\n"
        "database: takes over new names of files and edits of blanks and comments, takes over "
        "other\n"
        "edits that --accept-edit names when the files still make the schema that is there, and\n"
        "forgets a revision that was begun when the schema shows that nothing, or all, of it is\n"
        "there. Runs no revision. Says each thing that it did; what needs a person is left and\n"
        "named, with exit code 1.",
    .examples =
        "syncline repair --dry-run\n"
        "syncline repair --env staging --accept-edit 20241208143000",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
