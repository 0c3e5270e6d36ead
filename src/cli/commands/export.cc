#include <fmt/format.h>

#include "adopt/alembic.h"
#include "adopt/export_alembic.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

namespace fs = std::filesystem;

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const bool dry_run = arguments.flag("--dry-run");
  const Migrations migrations(context.project(), context.workshop());
  const auto given = arguments.text("FOLDER");
  const fs::path folder =
      given ? fs::path(*given) : alembic_versions(find_alembic_ini("", context.project().folder));
  const auto written = export_alembic(migrations.history(), folder, dry_run);
  if (context.json()) {
    Data::List files;
    for (const Exported& one : written) {
      files.push_back(
          Data::Record{{"revision", one.id}, {"file", fs::proximate(one.file).string()}});
    }
    print_json(Data::Record{{"dry_run", dry_run}, {"files", std::move(files)}});
    return 0;
  }
  for (const Exported& one : written) {
    print(fmt::format("{} {}\n", dry_run ? "would write" : "wrote",
                      fs::proximate(one.file).string()));
  }
  if (written.empty()) {
    print(fmt::format("all revisions are in {}\n", fs::proximate(folder).string()));
  }
  return 0;
}

constexpr Operand operands[] = {
    {"FORMAT", "for which tool: alembic", true, Completes::Choices, "alembic"},
    {"FOLDER", "where its revisions are; default: as alembic.ini says", false, Completes::File},
};
constexpr Option options[] = {
    {"--dry-run", "", "", "only say which files would be written"},
};

}  // namespace

const CommandSpec export_command = {
    .name = "export",
    .alias = "",
    .group = "Begin",
    .summary = "Write revisions as files of another tool",
    .about =
        "Writes a Python module for each revision that Alembic's folder has no file of: the same\n"
        "id, parents, labels and dependencies, and the SQL both ways. With [history]\n"
        "alembic_version = \"keep\" Alembic can then go on with every database.",
    .examples =
        "syncline export alembic\n"
        "syncline export alembic ../app/migrations/versions --dry-run",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
