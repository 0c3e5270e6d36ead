#include "migrate/mark.h"

#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "env/who.h"

namespace syncline {

namespace {

void show(Context& context, const Database& database, const std::optional<Mark>& mark, bool here) {
  if (context.json()) {
    print_json(Data::Record{{"database", database.what()},
                            {"role", Data::text_or_null(mark ? mark->role : "")},
                            {"since", Data::text_or_null(mark ? mark->since : "")},
                            {"who", Data::text_or_null(mark ? mark->who : "")},
                            {"counts", mark && here}});
  } else if (!mark) {
    print(fmt::format("{} is not marked\n", database.what()));
  } else {
    print(fmt::format("{} is marked as {} (by {}, {}){}\n", database.what(), mark->role, mark->who,
                      mark->since, here ? "" : ", for another place: this is a copy"));
  }
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const auto role = arguments.text("ROLE");
  const bool clear = arguments.flag("--clear");
  if (role && clear) throw Error(Failure::Usage, "a ROLE and --clear exclude each other");
  const auto database = role || clear ? context.database_to_change() : context.database();
  const Dialect& dialect = context.workshop().dialect();
  Session& session = database->session();
  const Identity identity = dialect.whole->identity(session);
  const std::optional<Mark> before = read_mark(session, dialect);
  const bool counted = before && is_meant(*before, identity);
  if (!role && !clear) {
    show(context, *database, before, counted);
    return 0;
  }
  // Taking the protection away is asked for; putting it on is not.
  if (counted && before->role != role.value_or("") && !context.yes()) {
    confirm(fmt::format("{} is marked as {}. Change that?", database->what(), before->role), "yes");
  }
  std::optional<Mark> after;
  if (role) after = Mark{*role, identity.lasting, utc_now(), who()};
  write_mark(session, dialect, after, who());
  show(context, *database, after, true);
  return 0;
}

constexpr Operand operands[] = {{"ROLE", "what the database is; without it: what it says", false,
                                 Completes::Choices, "development test staging production"}};

constexpr Option options[] = {{"--clear", "", "", "take the mark away"}};

}  // namespace

const CommandSpec env_mark_command = {
    .name = "env mark",
    .alias = "",
    .group = "Environments",
    .summary = "Have a database say itself what it is",
    .about =
        "Writes into the database that it is production (or test, or staging). What changes a\n"
        "database without a revision, sync, watch and reset, then refuses it under every url, "
        "from\n"
        "every project and from none. A copy of it, made by a dump or a template, is not refused:\n"
        "the mark names the database for which it was set. Without ROLE it shows the mark.",
    .examples =
        "syncline env mark production --env live\n"
        "syncline env mark --url postgresql://localhost/app\n"
        "syncline env mark --clear --env live",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
