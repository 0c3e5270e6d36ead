#include "env/squash.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/revisions.h"
#include "cli/show.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  SquashRequest request;
  request.range = *arguments.text("RANGE");
  request.message = arguments.text("--message", "");
  request.planned = arguments.flag("--planned");
  Migrations migrations(context.project(), context.workshop());
  const SquashReport report = squash(context.project(), migrations, request);
  print_notes(report.notes);
  if (context.json()) {
    Data::List moved;
    for (const auto& file : report.moved) moved.emplace_back(near_path(file));
    print_json(Data::Record{{"revision", report.revision},
                            {"file", near_path(report.file)},
                            {"replaced", report.replaced},
                            {"moved", std::move(moved)},
                            {"has_down", report.has_down},
                            {"notes", report.notes}});
  } else {
    print(fmt::format("wrote {} in place of {}, which are in {} now\n", near_path(report.file),
                      count_of(report.replaced.size(), "revision"),
                      near_path(report.moved.front().parent_path())));
  }
  return 0;
}

constexpr Operand operands[] = {{"RANGE", "A:B, both ends included; :B from the first", true}};
constexpr Option options[] = {
    {"--message", "-m", "TEXT", "what the revision says of itself, one line"},
    {"--planned", "", "",
     "from the first revision on: only what is there at the end, planned anew"},
};

}  // namespace

const CommandSpec squash_command = {
    .name = "squash",
    .alias = "",
    .group = "Change",
    .summary = "Replace a line of revisions by one",
    .about =
        "Writes one revision with all statements of the line, in order, and moves their files to\n"
        "migrations/replaced/. Proved on scratch databases: it makes the same schema, and its down "
        "leads\n"
        "back. A database before the line runs the new revision, one within it runs what it lacks "
        "of the\n"
        "old ones, one after it knows that it has them all.",
    .examples =
        "syncline squash :20250301\n"
        "syncline squash 20250101:20250301 -m \"Accounts\"",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
