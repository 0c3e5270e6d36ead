#include "adopt/import.h"

#include <fmt/format.h>

#include "adopt/alembic.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/show.h"
#include "cli/table.h"
#include "cli/terminal.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

Data data_of(const ImportReport& report, bool dry_run) {
  Data::List revisions;
  for (const Imported& one : report.revisions) {
    revisions.push_back(Data::Record{{"revision", one.id},
                                     {"message", one.message},
                                     {"file", fs::proximate(one.file).string()},
                                     {"from", one.from},
                                     {"has_down", one.has_down},
                                     {"review", one.reviews}});
  }
  return Data::Record{{"dry_run", dry_run},
                      {"revisions", std::move(revisions)},
                      {"fingerprint", Data::text_or_null(report.fingerprint)},
                      {"differences", changes_data(report.found.changes)},
                      {"notes", report.notes}};
}

void print_reviews(const ImportReport& report) {
  if (report.to_review() == 0) return;
  print(fmt::format("\n{} a person must look at, before {} run:\n",
                    count_of(report.to_review(), "revision"),
                    report.to_review() == 1 ? "it is" : "they are"));
  for (const Imported& one : report.revisions) {
    for (const std::string& why : one.reviews) {
      print(fmt::format("  {}: {}\n", fs::proximate(one.file).string(), why));
    }
  }
}

void print_report(const ImportReport& report, std::string_view tool, std::size_t heads,
                  bool dry_run) {
  std::vector<std::string> without;
  for (const Imported& one : report.revisions) {
    if (!one.has_down) without.push_back(one.id);
    if (dry_run) {
      print(fmt::format("would write {} from {}\n", fs::proximate(one.file).string(), one.from));
    }
  }
  if (!without.empty()) {
    print(fmt::format("{} cannot be taken back: {}\n", count_of(without.size(), "revision"),
                      join(without, ", ")));
  }
  if (dry_run) return print_reviews(report);
  print(fmt::format("wrote {} and HEAD; all of them run on an empty database\n",
                    count_of(report.revisions.size(), "revision")));
  if (!report.found.equal()) {
    print(fmt::format("\nThey make another schema than {} itself:\n", tool));
    print(changes_text(report.found.changes));
  } else if (!report.found.to.empty()) {
    print(fmt::format("their schema is the one that {} itself makes\n", tool));
  }
  print_reviews(report);
  print(
      fmt::format("\nA database that {} has migrated continues where it is:\n"
                  "  syncline check\n"
                  "  syncline upgrade{}\n",
                  tool, heads > 1 ? " heads" : ""));
}

/// syncline.toml says from now on where the databases come from.
void declare(Context& context, const ForeignSettings& settings) {
  const fs::path file = context.project_file();
  write_file(file, with_history(read_file(file), settings));
}

int conclude(Context& context, Migrations& migrations, ForeignHistory history,
             const fs::path& folder, const ForeignSettings& settings, const Catalog* theirs) {
  const bool dry_run = context.arguments().flag("--dry-run");
  ImportReport report = write_revisions(migrations, std::move(history), folder, dry_run);
  if (!dry_run) {
    if (context.project_declares() != settings.tool) declare(context, settings);
    prove_revisions(migrations, report, theirs, settings.tool);
  }
  if (context.json()) {
    print_json(data_of(report, dry_run));
  } else {
    print_notes(report.notes);
    print_report(report, settings.tool, migrations.history().heads().size(), dry_run);
  }
  return report.to_review() > 0 || !report.found.equal() ? 1 : 0;
}

int import_alembic(Context& context) {
  const Arguments& arguments = context.arguments();
  const Project project = context.project();
  refuse_if_begun(Migrations(project, context.workshop()), "alembic");
  AlembicProject request;
  request.ini = find_alembic_ini(arguments.text("FOLDER", ""), project.folder);
  request.section = arguments.text("--name", "alembic");
  request.python = arguments.text("--python", "");
  AlembicImport found = read_alembic(request, project, context.workshop());
  if (found.settings.table.empty()) found.settings.table = project.history.table;
  found.settings.keep_alembic = project.history.keep_alembic;
  context.set_history(found.settings);
  const Catalog theirs = found.theirs.session->read_to_compare(context.workshop().scope());
  Migrations migrations(context.project(), context.workshop());
  return conclude(context, migrations, std::move(found.history), fs::current_path(), found.settings,
                  &theirs);
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const std::string tool = *arguments.text("FORMAT");
  if (tool == "alembic") return import_alembic(context);
  const ForeignFormat& format = foreign_format(tool);
  const auto folder = arguments.text("FOLDER");
  if (!folder) {
    throw Error(Failure::Usage, fmt::format("import {} needs the FOLDER of its migrations", tool));
  }
  refuse_if_begun(Migrations(context.project(), context.workshop()), tool);
  ForeignSettings settings = context.project().history;
  settings.tool = tool;
  context.set_history(settings);
  Migrations migrations(context.project(), context.workshop());
  return conclude(context, migrations,
                  read_history(format, *folder, context.workshop().dialect().name), *folder,
                  settings, nullptr);
}

constexpr Operand operands[] = {
    {"FORMAT",
     "whose history it is: alembic, dbmate, diesel, flyway, golang-migrate, goose, "
     "graphile-migrate, liquibase or sqitch",
     true, Completes::Choices,
     "alembic dbmate diesel flyway golang-migrate goose graphile-migrate liquibase sqitch"},
    {"FOLDER", "where its migrations are; of alembic, alembic.ini or its folder (default: here)",
     false, Completes::File},
};
constexpr Option options[] = {
    {"--dry-run", "", "", "only say which revisions would be written"},
    {"--name", "-n", "SECTION", "the section of alembic.ini; default: alembic"},
    {"--python", "", "PATH", "the Python that Alembic is installed in; default: the project's",
     Completes::File},
};

}  // namespace

const CommandSpec import_command = {
    .name = "import",
    .alias = "",
    .group = "Begin",
    .summary = "Make revisions of another tool's migrations",
    .about =
        "Reads the migrations of another tool and writes a revision for each: ids and statements\n"
        "as they were, in the order in which the tool applies them. Statements that refuse a\n"
        "transaction get a section of their own. All are run on a scratch database afterwards, "
        "and\n"
        "migrations/HEAD is written. Alembic converts its revisions itself, in the project's own\n"
        "Python, and the schemas that both make are compared. What no file can say is marked, and\n"
        "not run before a person has looked at it (exit code 1). The project must have no\n"
        "revisions yet; its syncline.toml gets a section [history], so that databases that the\n"
        "tool has migrated continue where they are. The other tool's files are only read.",
    .examples =
        "syncline import alembic\n"
        "syncline import diesel ../app/migrations --dry-run\n"
        "syncline import golang-migrate db/migrations",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
