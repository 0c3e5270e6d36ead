#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "env/who.h"
#include "migrate/lock.h"

namespace syncline {

namespace {

int run(Context& context) {
  context.confirm_environment("unlock");
  const auto database = context.database_to_change();
  const auto broken = break_lock(database->session(), context.workshop().dialect(), who());
  if (context.json()) {
    print_json(Data::Record{{"database", database->what()},
                            {"removed", broken ? Data(describe(*broken)) : Data()}});
  } else if (broken) {
    print(fmt::format("removed the lease of a dead run: {}\n", describe(*broken)));
  } else {
    print(fmt::format("nobody is at {}\n", database->what()));
  }
  return 0;
}

}  // namespace

const CommandSpec unlock_command = {
    .name = "unlock",
    .alias = "",
    .group = "Change",
    .summary = "Put away the lock of a run that died",
    .about =
        "A lock ends with its process, so this is needed only when a process or its machine died "
        "and\n"
        "the server has not noticed. A run counts as dead when its process on this machine is no\n"
        "more, or when it gave no sign of life for a minute (it gives one every ten seconds); "
        "then\n"
        "the server is told to end its session. A run that lives is named, and left alone.",
    .examples = "syncline unlock --env staging",
    .operands = {},
    .options = {},
    .run = run,
};

}  // namespace syncline
