#include "deploy/metrics.h"

#include "base/files.h"
#include "base/secret.h"
#include "cli/commands/commands.h"
#include "cli/last_backups.h"
#include "cli/look_options.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

int run(Context& context) {
  const Project& project = context.project();
  LookRequest request = look_request(context);
  request.numbers = true;
  Workshop& workshop = context.workshop();
  StatusLook look(project, workshop.dialect(), std::move(request));
  Migrations migrations(project, workshop);
  const std::string text = metrics_text(look.conclude(migrations), LastBackups(project).numbers());
  if (const auto file = context.arguments().text("--textfile")) {
    write_file(*file, masked(text));
  } else {
    print(text);
  }
  return 0;
}

constexpr Option options[] = {
    {"--textfile", "", "FILE", "write it there, whole or not at all: for the node exporter",
     Completes::File},
    tag_option,
    timeout_option};

}  // namespace

const CommandSpec metrics_command = {
    .name = "metrics",
    .alias = "",
    .group = "Environments",
    .summary = "Where every environment stands, for a monitoring system",
    .about =
        "Prints OpenMetrics text: whether each environment can be looked at, pending revisions, "
        "drift,\n"
        "tables, last success and failure, durations, attempts and their success ratio, the last "
        "backup\n"
        "and its verification, and how many revisions each stage lags behind the earlier ones. "
        "Exit\n"
        "code 0 also when environments are down: that is what the numbers say.",
    .examples =
        "syncline metrics\n"
        "syncline metrics --textfile /var/lib/node_exporter/syncline.prom\n"
        "syncline metrics --tag eu --timeout 5s",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
