#include "env/stamp.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/baseline.h"

namespace syncline {

namespace {

Data data_of(const StampReport& report, const std::string& database,
             const std::filesystem::path& file) {
  Data::Record record{{"database", database},
                      {"at", report.at},
                      {"added", report.added},
                      {"removed", report.removed},
                      {"verified", report.verified()},
                      {"differences", changes_data(report.found.changes)},
                      {"unmanaged", unmanaged_data(report.unmanaged)}};
  if (!file.empty()) record.emplace_back("file", std::filesystem::proximate(file).string());
  return record;
}

void print_report(const StampReport& report, const std::string& database) {
  print(unmanaged_text(report.unmanaged));
  if (!report.found.changes.empty()) print(changes_text(report.found.changes));
  print(fmt::format("{} is at {}, {}\n", database,
                    report.at.empty() ? "base" : join(report.at, ", "),
                    report.verified() ? "verified" : "forced: its schema is another"));
}

int run_stamp(Context& context) {
  const Arguments& arguments = context.arguments();
  Migrations migrations(context.project(), context.workshop());
  StampRequest request;
  request.targets = arguments.list("TARGET");
  request.force = arguments.flag("--force");
  request.purge = arguments.flag("--purge");
  context.confirm_environment("stamp");
  // A file that is not there yet has nothing: only the base can be true of it.
  const auto database =
      context.database_to_change(request.targets == std::vector<std::string>{"base"});
  const StampReport report = stamp(migrations, *database, request);
  if (context.json()) {
    print_json(data_of(report, database->what(), {}));
  } else {
    print_report(report, database->what());
  }
  return 0;
}

int run_baseline(Context& context) {
  const Arguments& arguments = context.arguments();
  Migrations migrations(context.project(), context.workshop());
  context.confirm_environment("write a ledger into");
  const auto database = context.database_to_change();
  BaselineReport report;
  if (const auto target = arguments.text("REV")) {
    StampRequest request;
    request.targets = {*target};
    request.how = How::Baseline;
    report.stamped = stamp(migrations, *database, request);
  } else {
    report =
        baseline(context.project(), migrations, *database, arguments.text("--message", "Baseline"));
  }
  if (context.json()) {
    print_json(data_of(report.stamped, database->what(), report.file));
    return 0;
  }
  if (!report.file.empty()) {
    print(fmt::format("wrote {}\n", std::filesystem::proximate(report.file).string()));
  }
  print_report(report.stamped, database->what());
  return 0;
}

constexpr Operand stamp_operands[] = {
    {.name = "TARGET",
     .help = "what the database is at: a revision, head, heads, base; several: all of them",
     .repeats = true}};
constexpr Option stamp_options[] = {
    {"--force", "", "", "also when the schema is another; the ledger says that it was forced"},
    {"--purge", "", "", "forget first what the ledger says, also of revisions without a file"},
};

constexpr Operand baseline_operands[] = {
    {"REV", "the revision that the database is at, in a project that has revisions", false}};
constexpr Option baseline_options[] = {
    {"--message", "-m", "TEXT", "the message of the revision that is written"},
};

}  // namespace

const CommandSpec stamp_command = {
    .name = "stamp",
    .alias = "",
    .group = "Change",
    .summary = "Tell the ledger where a database is, after looking",
    .about =
        "Writes into the ledger that TARGET and all before it are applied, and nothing else; no\n"
        "revision runs. Before that the database's schema is compared with a replay of these\n"
        "revisions: when it is another, stamp refuses and says what differs. --force writes it "
        "all\n"
        "the same, and that it was forced. The journal keeps who stamped what.",
    .examples =
        "syncline stamp head\n"
        "syncline stamp 20241208143000 --env staging\n"
        "syncline stamp base --purge",
    .operands = stamp_operands,
    .options = stamp_options,
    .run = run_stamp,
};

const CommandSpec baseline_command = {
    .name = "baseline",
    .alias = "",
    .group = "Begin",
    .summary = "Adopt an existing database",
    .about =
        "In a project without revisions: writes a first one that makes the schema of the "
        "database,\n"
        "proves on a scratch database that it does, and has the ledger say that it is applied.\n"
        "In a project that has revisions: marks all up to REV as applied, when the schema is what\n"
        "they make. Nothing in the database is changed but the ledger. Objects that Syncline does\n"
        "not manage are named; they are in no revision.",
    .examples =
        "syncline baseline --env production\n"
        "syncline inspect env:production > schema/schema.sql   # the models that belong to it\n"
        "syncline baseline 20241208143000 --env staging",
    .operands = baseline_operands,
    .options = baseline_options,
    .run = run_baseline,
};

}  // namespace syncline
