#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/revisions.h"
#include "cli/terminal.h"
#include "env/new_data.h"

namespace syncline {

namespace {

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  NewDataRequest request;
  request.message = arguments.text("--message", "");
  request.table = arguments.text("--table", "");
  request.column = arguments.text("--column", "");
  request.set = arguments.text("--set", "");
  request.batch = arguments.count("--batch").value_or(request.batch);
  if (request.table.empty()) {
    throw Error(Failure::Usage, "syncline new data needs --table")
        .with_hint("name the table whose rows are changed");
  }
  if (request.column.empty() != request.set.empty()) {
    throw Error(Failure::Usage, "--column and --set go together");
  }
  Migrations migrations(context.project(), context.workshop());
  const GenerateReport report =
      new_data(context.project(), context.workshop(), migrations, request);
  const std::string file = near_path(report.file);
  if (context.json()) {
    print_json(Data::Record{{"revision", report.revision}, {"file", file}});
    return 0;
  }
  print(fmt::format("wrote {}\n", file));
  if (request.set.empty()) print("write into it what is to be changed, then syncline upgrade\n");
  return 0;
}

constexpr Operand operands[] = {
    {"KIND", "data: a revision that changes rows", true, Completes::Choices, "data"}};

constexpr Option options[] = {
    {"--message", "-m", "TEXT", "what the revision does, one line"},
    {"--table", "", "TABLE", "the table whose rows are changed"},
    {"--column", "", "COLUMN", "what is filled where it is NULL"},
    {"--set", "", "SQL", "with what: an expression over the row's columns"},
    {"--batch", "", "N", "so many rows at a time; without it 1000"},
};

}  // namespace

const CommandSpec new_command = {
    .name = "new",
    .alias = "",
    .group = "Change",
    .summary = "Begin a revision that changes rows in batches",
    .about =
        "Writes a revision whose statement runs again and again, each time in a transaction of "
        "its\n"
        "own, until it touches no row: no lock is held for long, and it can be cut off at any "
        "time.\n"
        "With --column and --set the statement is complete; without them the file shows where it\n"
        "is to be written.",
    .examples =
        "syncline new data -m \"Fill in the names\" --table users\n"
        "syncline new data -m \"Emails in lower case\" --table users --column email_lower "
        "--set \"lower(email)\"",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
