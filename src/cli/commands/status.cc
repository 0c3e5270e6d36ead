#include "env/status.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

Data data_of(const EnvironmentStatus& status) {
  return Data::Record{{"name", status.name},
                      {"role", role_name(status.role)},
                      {"reachable", status.reachable},
                      {"revision", Data::text_or_null(status.revision)},
                      {"pending", status.pending},
                      {"drift", drift_name(status.drift)},
                      {"last_applied", Data::text_or_null(status.last_applied)},
                      {"problem", Data::text_or_null(status.problem)}};
}

std::string text_of(const std::vector<EnvironmentStatus>& all) {
  const auto or_dash = [](const std::string& text) { return text.empty() ? "-" : text; };
  std::vector<TableRow> rows{
      {"ENVIRONMENT", "ROLE", "REACHABLE", "REVISION", "PENDING", "DRIFT", "LAST APPLIED"}};
  std::string problems;
  for (const EnvironmentStatus& one : all) {
    rows.push_back({one.name, std::string(role_name(one.role)), one.reachable ? "yes" : "no",
                    or_dash(one.revision), one.reachable ? std::to_string(one.pending) : "-",
                    std::string(drift_name(one.drift)), or_dash(one.last_applied)});
    if (!one.problem.empty()) problems += fmt::format("{}: {}\n", one.name, one.problem);
  }
  return table_text(rows) + (problems.empty() ? "" : "\n" + problems);
}

int run(Context& context) {
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  ProgressLine progress;
  const auto only = context.arguments().text("--env");
  if (only) project.environment(*only);  // throws when it is unknown
  std::vector<std::unique_ptr<StatusLook>> looks;
  for (const Environment& environment : project.environments) {
    if (only && *only != environment.name) continue;
    progress.show(fmt::format("looking at {} …", environment.name));
    looks.push_back(std::make_unique<StatusLook>(project, environment, workshop));
  }
  Migrations migrations(project, workshop);
  std::vector<EnvironmentStatus> all;
  for (const auto& look : looks) all.push_back(look->conclude(migrations));
  progress.clear();
  const bool fine =
      std::all_of(all.begin(), all.end(), [](const EnvironmentStatus& one) { return one.fine(); });
  if (context.json()) {
    Data::List list;
    for (const EnvironmentStatus& one : all) list.push_back(data_of(one));
    print_json(Data::Record{{"fine", fine}, {"environments", std::move(list)}});
  } else if (all.empty()) {
    print("no environments\n");
  } else {
    print(text_of(all));
  }
  return fine ? 0 : 1;
}

}  // namespace

const CommandSpec status_command = {
    .name = "status",
    .alias = "",
    .group = "Look",
    .summary = "Where every environment stands",
    .about =
        "A line per environment: whether it can be reached, its revision, how many revisions it\n"
        "lacks, and whether somebody changed its schema by hand (drift). One that cannot be "
        "reached\n"
        "does not stop the others. Exit code 1 when one has drift or cannot be looked at.",
    .examples =
        "syncline status\n"
        "syncline status --json",
    .operands = {},
    .options = {},
    .run = run,
};

}  // namespace syncline
