#include "deploy/report.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/files.h"
#include "base/secret.h"
#include "cli/commands/commands.h"
#include "cli/look_options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/report_document.h"
#include "cli/show.h"
#include "cli/terminal.h"
#include "env/check.h"

namespace syncline {

namespace {

/// --format, else what the name of the file says, else text.
std::string format_of(const Context& context) {
  if (context.json()) return "json";
  if (const auto format = context.arguments().text("--format")) return *format;
  const std::string ending =
      std::filesystem::path(context.arguments().text("--output", "")).extension().string();
  return ending == ".html"   ? "html"
         : ending == ".md"   ? "markdown"
         : ending == ".json" ? "json"
                             : "text";
}

/// Without --all and --tag one environment: that of --env, else the default one.
LookRequest request_of(Context& context) {
  const Arguments& arguments = context.arguments();
  if (arguments.flag("--all") && arguments.flag("--env")) {
    throw Error(Failure::Usage, "--all and --env exclude each other");
  }
  if (arguments.flag("--all") || arguments.flag("--tag")) return look_request(context);
  return look_request(context, context.project().environment(arguments.text("--env", "")).name);
}

void compare_models(Context& context, ProjectReport& report) {
  const CheckReport models =
      check_or_problem(context.project(), context.workshop(), report.models_problem);
  if (!models.comparisons.empty()) report.models = models.comparisons.front();
}

std::string written(const ProjectReport& report, const Dialect& dialect,
                    const std::string& format) {
  if (format == "json") return json_text(report_data(report));
  const Document document = report_document(report, dialect);
  return format == "html"       ? document_html(document)
         : format == "markdown" ? document_markdown(document)
                                : document_text(document);
}

int run(Context& context) {
  const Project& project = context.project();
  const LookRequest request = request_of(context);
  const std::string format = format_of(context);
  allow_color(false);  // the text is for files as well
  ProgressLine progress;
  progress.show("looking at environments …");
  Workshop& workshop = context.workshop();
  StatusLook look(project, workshop.dialect(), request);
  Migrations migrations(project, workshop);
  ProjectReport report;
  report.project = project.name;
  report.written_at = utc_now();
  for (const EnvironmentStatus& status : look.conclude(migrations)) {
    progress.show(fmt::format("reading {} …", status.name));
    report.environments.push_back(
        report_on(project, workshop, migrations, status, request.timeout));
    print_notes(status.notes);
  }
  progress.show("comparing models and revisions …");
  compare_models(context, report);
  progress.clear();
  const std::string text = written(report, workshop.dialect(), format);
  if (const auto file = context.arguments().text("--output")) {
    write_file(*file, masked(text));
    print(fmt::format("wrote {}\n", *file));
  } else {
    print(text);
  }
  return report.fine() ? 0 : 1;
}

constexpr Option options[] = {
    {"--all", "", "", "all environments, in place of one"},
    tag_option,
    {"--format", "", "FORMAT", "text (the default), json, markdown or html", Completes::Choices,
     "text json markdown html"},
    {"--output", "-o", "FILE", "write it there; .html, .md and .json say the format",
     Completes::File},
    timeout_option};

}  // namespace

const CommandSpec report_command = {
    .name = "report",
    .alias = "",
    .group = "Look",
    .summary = "Everything about one environment or all, to read or to pass on",
    .about =
        "Drift object by object with the SQL that takes it back and the SQL that keeps it, "
        "pending\n"
        "revisions with their hazards, history, what failed lately, sizes of tables, objects that "
        "are\n"
        "not managed, and whether the models have what no revision makes. The HTML is one file "
        "without\n"
        "scripts. Exit code 1 when something differs or an environment cannot be looked at.",
    .examples =
        "syncline report --env production\n"
        "syncline report --all --output report.html\n"
        "syncline report --format markdown >> \"$GITHUB_STEP_SUMMARY\"",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
