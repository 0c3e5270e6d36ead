#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/pair.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/prove.h"
#include "plan/script.h"

namespace syncline {

namespace {

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const LoadedPair pair = load_pair(context, *arguments.text("FROM"), *arguments.text("TO"));
  Workshop& workshop = context.workshop(*pair.dialect);
  const Comparison comparison = compared(pair.from, pair.to);
  Plan plan;
  if (!comparison.equal()) {
    plan = make_plan(pair.from.catalog, pair.to.catalog, workshop.dialect());
    if (!arguments.flag("--no-prove")) prove(workshop, pair.from, pair.to, plan);
  }
  print_notes(pair.from.notes);
  print_notes(pair.to.notes);
  if (context.json()) {
    print_json(Data::Record{{"from", comparison.from},
                            {"to", comparison.to},
                            {"equal", comparison.equal()},
                            {"changes", changes_data(comparison.changes)},
                            {"steps", steps_data(plan)},
                            {"unmanaged", unmanaged_data(pair.to.catalog.unmanaged())}});
    return comparison.equal() ? 0 : 1;
  }
  if (comparison.equal()) {
    print_aside("nothing differs\n");
  } else if (arguments.flag("--changes")) {
    print(changes_text(comparison.changes));
  } else {
    print(plan_script(plan, *pair.dialect, true));
  }
  print_aside(unmanaged_text(pair.to.catalog.unmanaged()));
  return comparison.equal() ? 0 : 1;
}

constexpr Operand operands[] = {
    {"FROM", "the source that is", true, Completes::Source},
    {"TO", "the source that shall be", true, Completes::Source},
};

constexpr Option options[] = {
    {"--changes", "", "", "what differs, object by object, in place of the SQL"},
    {"--dialect", "", "NAME", "what .sql files are written in, where nothing else tells"},
    {"--no-prove", "", "", "do not prove the plan on a scratch database"},
};

}  // namespace

const CommandSpec diff_command = {
    .name = "diff",
    .alias = "",
    .group = "Look",
    .summary = "The SQL that leads from one source to another",
    .about =
        "Prints the statements that make TO from FROM, with their hazards as comments. The plan "
        "is\n"
        "proved before it is shown: run on a scratch copy of FROM, which then must equal TO. "
        "Nothing\n"
        "is changed anywhere. Exit code 1 when something differs.",
    .examples =
        "syncline diff migrations models\n"
        "syncline diff env:production models --changes\n"
        "syncline diff old.sql new.sql --dialect sqlite",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
