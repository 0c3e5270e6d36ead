#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "env/dialects.h"
#include "env/status.h"

namespace syncline {

namespace {

/// Where the url comes from, never the url of a secret source.
std::string origin(const ValueSource& url) {
  if (url.literal) {
    return is_url(*url.literal)
               ? dialect_of(std::string_view(*url.literal)).display_url(*url.literal)
               : "(not a url)";
  }
  if (!url.variable.empty()) return fmt::format("variable {}", url.variable);
  if (!url.file.empty()) return fmt::format("file {}", url.file);
  return fmt::format("command {}", url.command);
}

int run_list(Context& context) {
  const Project& project = context.project();
  Data::List list;
  std::vector<TableRow> rows{{"ENVIRONMENT", "ROLE", "URL", "DEFAULT"}};
  for (const Environment& one : project.environments) {
    const bool is_default = one.name == project.default_environment;
    list.push_back(Data::Record{{"name", one.name},
                                {"role", role_name(one.role)},
                                {"url", origin(one.url)},
                                {"default", is_default},
                                {"confirm", Data::text_or_null(one.confirm)}});
    rows.push_back(
        {one.name, std::string(role_name(one.role)), origin(one.url), is_default ? "default" : ""});
  }
  if (context.json()) {
    print_json(list);
  } else {
    print(rows.size() == 1 ? "no environments\n" : table_text(rows));
  }
  return 0;
}

int run_test(Context& context) {
  const Project& project = context.project();
  const auto only = context.arguments().text("NAME");
  if (only) project.environment(*only);  // throws when it is unknown
  Data::List list;
  std::vector<TableRow> rows{{"ENVIRONMENT", "REACHABLE", "SERVER", "LATENCY", "PROBLEM"}};
  bool fine = true;
  ProgressLine progress;
  for (const Environment& environment : project.environments) {
    if (only && *only != environment.name) continue;
    progress.show(fmt::format("connecting to {} …", environment.name));
    const Ping one = ping(project, environment);
    const bool reachable = one.problem.empty();
    fine = fine && reachable;
    list.push_back(Data::Record{{"name", one.name},
                                {"role", role_name(one.role)},
                                {"url", Data::text_or_null(one.url)},
                                {"reachable", reachable},
                                {"server", Data::text_or_null(one.server)},
                                {"milliseconds", reachable ? Data(one.milliseconds) : Data()},
                                {"problem", Data::text_or_null(one.problem)}});
    rows.push_back({one.name, reachable ? "yes" : "no", reachable ? one.server : "-",
                    reachable ? fmt::format("{:.1f} ms", one.milliseconds) : "-", one.problem});
  }
  progress.clear();
  if (context.json()) {
    print_json(list);
  } else {
    print(rows.size() == 1 ? "no environments\n" : table_text(rows));
  }
  return fine ? 0 : 1;
}

constexpr Operand test_operands[] = {{"NAME", "only this one", false, Completes::Environment}};

}  // namespace

const CommandSpec env_list_command = {
    .name = "env list",
    .alias = "",
    .group = "Environments",
    .summary = "The environments of the project",
    .about = "Connects to nothing.",
    .examples =
        "syncline env list\n"
        "syncline env list --json",
    .operands = {},
    .options = {},
    .run = run_list,
};

const CommandSpec env_test_command = {
    .name = "env test",
    .alias = "",
    .group = "Environments",
    .summary = "Whether the environments can be reached",
    .about = "Connects to each: server, version, latency. Exit code 1 when one cannot be reached.",
    .examples =
        "syncline env test\n"
        "syncline env test staging --json",
    .operands = test_operands,
    .options = {},
    .run = run_test,
};

}  // namespace syncline
