#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/pair.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "model/snapshot.h"
#include "plan/script.h"

namespace syncline {

namespace {

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const Source source = parse_source(*arguments.text("SOURCE"), context.project_if_any());
  const Dialect& dialect = dialect_for(context, source, nullptr);
  const Loaded loaded = load(source, context.project_if_any(), context.workshop(dialect));
  if (context.json() || arguments.text("--format", "sql") == "json") {
    print(write_snapshot(loaded.catalog, dialect.name));
  } else {
    print(catalog_text(loaded.catalog, dialect));
  }
  print_notes(loaded.notes);
  print_aside(unmanaged_text(loaded.catalog.unmanaged()));
  return 0;
}

constexpr Operand operands[] = {{"SOURCE", "what to read", true, Completes::Source}};

constexpr Option options[] = {
    {"--format", "", "FORMAT", "sql (the default), or json: a snapshot that is a source itself",
     Completes::Choices, "sql json"},
    {"--dialect", "", "NAME", "what .sql files are written in, where nothing else tells"},
};

}  // namespace

const CommandSpec inspect_command = {
    .name = "inspect",
    .alias = "",
    .group = "Look",
    .summary = "A schema as SQL or JSON",
    .about =
        "Prints the schema of any source: the same schema always gives the same text. The SQL "
        "makes\n"
        "the schema in an empty database; the JSON is a snapshot, which other commands read "
        "again.\n"
        "Objects that Syncline does not manage yet are named on stderr.",
    .examples =
        "syncline inspect env:production > production.sql\n"
        "syncline inspect models --format json > snapshot.json\n"
        "syncline inspect sqlite:local.db",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
