#include "env/generate.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "cli/upgrade_run.h"

namespace syncline {

namespace {

std::string near(const std::filesystem::path& file) {
  return std::filesystem::proximate(file).string();
}

void print_report(const GenerateReport& report) {
  print_notes(report.notes);
  if (report.file.empty()) {
    print("nothing to do: the models equal the revisions\n");
    return;
  }
  print(fmt::format("wrote {}\n", near(report.file)));
  print(hazards_text(report.up.hazards()));
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  GenerateRequest request;
  request.message = arguments.text("--message", "");
  request.empty = arguments.flag("--empty");
  request.prove = !arguments.flag("--no-prove");
  request.allowed = context.allowed_dangers();
  if (trim(request.message).empty()) {
    throw Error(Failure::Usage, "a revision needs a message").with_hint("say it with -m \"…\"");
  }
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  Migrations migrations(project, workshop);
  const GenerateReport report = generate(project, workshop, migrations, request);
  if (context.json()) {
    print_json(
        Data::Record{{"revision", Data::text_or_null(report.revision)},
                     {"file", Data::text_or_null(report.file.empty() ? "" : near(report.file))},
                     {"up", steps_data(report.up)},
                     {"down", steps_data(report.down)}});
  } else {
    print_report(report);
  }
  if (arguments.flag("--apply") && !report.file.empty()) {
    run_upgrade(context, migrations, Direction::Up, "head", {});
  }
  return 0;
}

constexpr Option options[] = {
    {"--message", "-m", "TEXT", "what the revision does, one line"},
    {"--empty", "", "", "an empty revision, for SQL that is written by hand"},
    {"--apply", "", "", "upgrade the chosen environment at once"},
    {"--allow", "", "DANGER,…", "what may happen to data: data-loss"},
    {"--no-prove", "", "", "do not prove the plan on a scratch database"},
};

}  // namespace

const CommandSpec generate_command = {
    .name = "generate",
    .alias = "revision",
    .group = "Change",
    .summary = "Write a revision that leads from the revisions to the models",
    .about =
        "Compares the head of the revisions with the models and writes what is between them as a\n"
        "revision: up, and down planned the other way. Both are proved on scratch databases "
        "before\n"
        "the file is written. What would lose data is refused without --allow data-loss.",
    .examples =
        "syncline generate -m \"Add user preferences\"\n"
        "syncline generate -m \"Drop the old column\" --allow data-loss\n"
        "syncline generate -m \"Fill in the names\" --empty",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
