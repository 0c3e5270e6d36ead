#include "env/merge.h"

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
  MergeRequest request;
  request.heads = arguments.list("HEAD");
  request.message = arguments.text("--message", "");
  request.labels = arguments.list("--branch-label");
  Migrations migrations(context.project(), context.workshop());
  const MergeReport report = merge(context.project(), migrations, request);
  print_notes(report.notes);
  if (context.json()) {
    print_json(Data::Record{{"revision", report.revision},
                            {"file", near_path(report.file)},
                            {"parents", report.parents},
                            {"orders", report.orders},
                            {"notes", report.notes}});
  } else {
    print(fmt::format("{} joined: {} make the same schema\nwrote {}\n",
                      join(report.parents, " and "), count_of(report.orders, "order"),
                      near_path(report.file)));
  }
  return 0;
}

constexpr Operand operands[] = {
    {"HEAD", "the heads to join; without them all", false, Completes::Nothing, {}, true}};
constexpr Option options[] = {
    {"--message", "-m", "TEXT", "what the revision says of itself, one line"},
    {"--branch-label", "", "NAME,…", "names for the branch that begins with it"},
};

}  // namespace

const CommandSpec merge_command = {
    .name = "merge",
    .alias = "",
    .group = "Change",
    .summary = "Join several heads by a revision that has them as parents",
    .about =
        "Runs the branches on scratch databases one after the other, in every order (from four "
        "heads\n"
        "on in every order of each two, and all together forward and back). When all orders make "
        "the\n"
        "same schema, a revision without statements is written. When they do not, what differs is "
        "named\n"
        "and nothing is written.",
    .examples =
        "syncline merge\n"
        "syncline merge 20250301 20250302 -m \"Join billing and search\"",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
