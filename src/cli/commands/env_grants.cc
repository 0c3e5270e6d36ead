#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

/// The role of apply-url, as its server names it.
std::string applier_of(Context& context, const Environment& environment) {
  ConnectOptions options;
  options.origin = fmt::format("{}; a role that does not exist yet is named with --applier",
                               connect_origin(environment, Access::Change));
  const Database database(context.workshop(), context.chosen(Access::Change).url,
                          "env:" + environment.name, options);
  return database.server().user;
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const auto database = context.database();
  const Dialect& dialect = context.workshop().dialect();
  if (!dialect.grants_script) {
    throw Error(Failure::Refused,
                fmt::format("{} has no roles: there is nothing to grant", dialect.name))
        .with_hint("who may read and write the file decides");
  }
  const Environment* environment = context.chosen().environment;
  const bool two = environment && environment->apply_url;
  GrantRoles roles;
  const std::string user = database->session().server().user;
  const std::string base = context.project_if_any() ? context.project().name : "syncline";
  roles.reader = arguments.text("--reader", two ? user : base + "_reader");
  if (const auto applier = arguments.text("--applier")) {
    roles.applier = *applier;
  } else {
    roles.applier = two ? applier_of(context, *environment) : base + "_applier";
  }
  print(dialect.grants_script(database->session(), roles));
  return 0;
}

constexpr Option options[] = {
    {"--reader", "", "ROLE",
     "who looks; without it the user of url when there is an apply-url, else PROJECT_reader"},
    {"--applier", "", "ROLE",
     "who changes; without it the user of apply-url, else PROJECT_applier"},
};

}  // namespace

const CommandSpec env_grants_command = {
    .name = "env grants",
    .alias = "",
    .group = "Environments",
    .summary = "The GRANT script for a role that looks and one that changes",
    .about =
        "Prints SQL to be run once by a superuser or the owner of the database, here or after the\n"
        "schema has got new owners; --url with their url, and --reader and --applier, for roles "
        "that do\n"
        "not exist yet. One role then suffices for status, check, diff and report (url),\n"
        "the other one for upgrade and whatever else writes (apply-url). It looks at the database "
        "for\n"
        "its schemas and owners; nothing is changed.",
    .examples =
        "syncline env grants --env production\n"
        "syncline env grants --reader watcher --applier deployer | psql \"$ADMIN_URL\"",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
