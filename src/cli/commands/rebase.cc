#include "env/rebase.h"

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
  RebaseRequest request;
  request.revision = arguments.text("REV", "");
  request.onto = arguments.text("--onto", "");
  request.skip_unreachable = arguments.flag("--skip-unreachable");
  Migrations migrations(context.project(), context.workshop());
  const RebaseReport report = rebase(context.project(), migrations, request);
  print_notes(report.notes);
  if (context.json()) {
    Data::List files;
    for (const auto& file : report.files) files.emplace_back(near_path(file));
    print_json(Data::Record{{"moved", report.moved},
                            {"onto", report.onto},
                            {"files", std::move(files)},
                            {"order_matters", report.order_matters},
                            {"notes", report.notes}});
  } else if (report.moved.empty()) {
    print("nothing to do: the revisions are in one line\n");
  } else {
    print(fmt::format("moved {} onto {}\n", join(report.moved, ", "), report.onto));
    for (const auto& file : report.files) print(fmt::format("wrote {}\n", near_path(file)));
  }
  return 0;
}

constexpr Operand operands[] = {
    {"REV", "the branch to move; without it the one that is in no shared database", false}};
constexpr Option options[] = {
    {"--onto", "", "REV", "where it shall stand; without it on the only other head"},
    {"--skip-unreachable", "", "",
     "take it that the revisions are not in environments that do not answer"},
};

}  // namespace

const CommandSpec rebase_command = {
    .name = "rebase",
    .alias = "",
    .group = "Change",
    .summary = "Move revisions that nobody else has onto another head",
    .about =
        "Rewrites the parent lines of the revisions that only one head has, so that they follow "
        "the\n"
        "other head, after they have run there on a scratch database. Refused when one of them is "
        "in\n"
        "the ledger of an environment that is not for development. Their ids and checksums stay, "
        "so\n"
        "a development database that has them goes on.",
    .examples =
        "syncline rebase\n"
        "syncline rebase 20250302 --onto 20250301",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
