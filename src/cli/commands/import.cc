#include "env/import.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data data_of(const ImportReport& report, bool dry_run) {
  Data::List revisions;
  for (const Imported& one : report.revisions) {
    revisions.push_back(Data::Record{{"revision", one.id},
                                     {"message", one.message},
                                     {"file", std::filesystem::proximate(one.file).string()},
                                     {"from", one.from},
                                     {"has_down", one.has_down}});
  }
  return Data::Record{{"dry_run", dry_run},
                      {"revisions", std::move(revisions)},
                      {"fingerprint", Data::text_or_null(report.fingerprint)},
                      {"notes", report.notes}};
}

void print_report(const ImportReport& report, const ForeignFormat& format, bool dry_run) {
  std::vector<std::string> without;
  for (const Imported& one : report.revisions) {
    if (!one.has_down) without.push_back(one.id);
    if (dry_run) {
      print(fmt::format("would write {} from {}\n", std::filesystem::proximate(one.file).string(),
                        one.from));
    }
  }
  if (!without.empty()) {
    print(fmt::format("{} cannot be taken back: {}\n", count_of(without.size(), "revision"),
                      join(without, ", ")));
  }
  if (dry_run) return;
  print(
      fmt::format("wrote {} and HEAD; all of them run on an empty database\n\n"
                  "Next, for a database that {} has migrated:\n"
                  "  leave its table alone: [scope] ignore = [\"table … {}\"]\n"
                  "  syncline stamp head\n",
                  count_of(report.revisions.size(), "revision"), format.name, format.table));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const ForeignFormat& format = foreign_format(*arguments.text("FORMAT"));
  const bool dry_run = arguments.flag("--dry-run");
  Migrations migrations(context.project(), context.workshop());
  const ImportReport report =
      import_history(migrations, format, *arguments.text("FOLDER"), dry_run);
  if (context.json()) {
    print_json(data_of(report, dry_run));
    return 0;
  }
  print_notes(report.notes);
  print_report(report, format, dry_run);
  return 0;
}

constexpr Operand operands[] = {
    {"FORMAT", "whose history it is: diesel, dbmate, golang-migrate, goose or flyway", true,
     Completes::Choices, "diesel dbmate golang-migrate goose flyway"},
    {"FOLDER", "where its migrations are", true, Completes::File},
};
constexpr Option options[] = {
    {"--dry-run", "", "", "only say which revisions would be written"},
};

}  // namespace

const CommandSpec import_command = {
    .name = "import",
    .alias = "",
    .group = "Begin",
    .summary = "Make revisions of another tool's migrations",
    .about =
        "Reads a folder of plain SQL that leads up and down, and writes a revision for each\n"
        "migration: ids and statements as they were, in the order in which the tool applies them.\n"
        "Statements that refuse a transaction get a section of their own. All are run on a "
        "scratch\n"
        "database afterwards, and migrations/HEAD is written. The project must have no revisions\n"
        "yet. The other tool's folder is only read.",
    .examples =
        "syncline import diesel ../app/migrations --dry-run\n"
        "syncline import golang-migrate db/migrations",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
