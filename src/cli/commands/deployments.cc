#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/deployment_view.h"
#include "cli/look_options.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

DeploymentsLook look(Context& context, std::size_t most) {
  DeploymentsLook found = look_at_deployments(context.project(), look_request(context), most);
  for (const std::string& problem : found.problems) {
    print_aside(fmt::format("note: {}\n", problem));
  }
  for (const EnvironmentDeployments& one : found.environments) {
    if (one.problem.empty()) continue;
    print_aside(fmt::format("note: the ledger of {} could not be read: {}\n", one.environment,
                            one.problem));
  }
  return found;
}

/// One of those that were seen, with what its state is called.
struct Shown {
  const Deployment* deployment = nullptr;
  std::string state;
};

std::vector<Shown> all_of(const DeploymentsLook& found) {
  std::vector<Shown> all;
  for (const EnvironmentDeployments& seen : found.environments) {
    for (const Deployment& one : seen.deployments) all.push_back({&one, shown_state(one, seen)});
  }
  std::ranges::stable_sort(all, std::greater<>(),
                           [](const Shown& one) { return one.deployment->started_at; });
  return all;
}

int run_history(Context& context) {
  const auto limit = static_cast<std::size_t>(context.arguments().count("--limit").value_or(0));
  const DeploymentsLook found = look(context, limit);
  std::vector<Shown> all = all_of(found);
  if (limit > 0 && all.size() > limit) all.resize(limit);
  if (context.json()) {
    Data::List list;
    for (const Shown& one : all) list.push_back(deployment_data(*one.deployment, one.state));
    print_json(list);
    return 0;
  }
  std::vector<TableRow> rows{deployment_heading()};
  for (const Shown& one : all) rows.push_back(deployment_row(*one.deployment, one.state));
  print(all.empty() ? "nothing was deployed yet\n" : table_text(rows));
  return 0;
}

Shown find_deployment(const DeploymentsLook& found, const std::string& id) {
  std::vector<Shown> all = all_of(found), matches;
  if (id == "latest" && !all.empty()) return all.front();
  for (const Shown& one : all) {
    if (one.deployment->id == id) return one;
    if (one.deployment->id.starts_with(id)) matches.push_back(one);
  }
  if (matches.size() == 1) return matches.front();
  throw Error(Failure::Input,
              matches.empty() ? fmt::format("no deployment is called \"{}\"", id)
                              : fmt::format("{} deployments begin with \"{}\"", matches.size(), id))
      .with_hint("syncline deploy history shows all");
}

int run_show(Context& context) {
  const DeploymentsLook found = look(context, 0);
  const Shown one = find_deployment(found, context.arguments().text("ID", "latest"));
  if (context.json()) {
    print_json(deployment_data(*one.deployment, one.state));
  } else {
    print(record_text(*one.deployment));
    if (one.state == "interrupted") print("its process has ended: nobody goes on with it\n");
  }
  return 0;
}

Data status_data(const EnvironmentDeployments& seen) {
  const bool any = !seen.deployments.empty();
  const Deployment* last = any ? &seen.deployments.front() : nullptr;
  return Data::Record{{"environment", seen.environment},
                      {"problem", Data::text_or_null(seen.problem)},
                      {"last", any ? deployment_data(*last, shown_state(*last, seen)) : Data()},
                      {"next", any ? Data::text_or_null(next_command(*last, seen)) : Data()}};
}

bool is_settled(const EnvironmentDeployments& seen) {
  if (seen.deployments.empty()) return true;
  const DeploymentState state = seen.deployments.front().state;
  return state == DeploymentState::Done || state == DeploymentState::RolledBack;
}

int run_status(Context& context) {
  const DeploymentsLook found = look(context, 1);
  if (context.json()) {
    Data::List list;
    for (const EnvironmentDeployments& one : found.environments) list.push_back(status_data(one));
    print_json(list);
  } else {
    for (const EnvironmentDeployments& one : found.environments) print(status_text(one));
  }
  return std::ranges::all_of(found.environments, is_settled) ? 0 : 1;
}

constexpr Option history_options[] = {
    {"--limit", "", "N", "only the newest N"}, tag_option, timeout_option};
constexpr Option look_options[] = {tag_option, timeout_option};
constexpr Operand show_operands[] = {
    {"ID", "a deployment, or the beginning of its name; without it the newest", false}};

}  // namespace

const CommandSpec deploy_status_command = {
    .name = "deploy status",
    .alias = "",
    .group = "Deploy",
    .summary = "The last deployment of each environment, and what to do next",
    .about =
        "Its steps as they were recorded, whether somebody still runs it, and the command that "
        "goes on\n"
        "or back. One whose process is dead is called interrupted. Exit code 1 when one is neither "
        "done\n"
        "nor rolled back.",
    .examples =
        "syncline deploy status\n"
        "syncline deploy status --env production --json",
    .operands = {},
    .options = look_options,
    .run = run_status,
};

const CommandSpec deploy_history_command = {
    .name = "deploy history",
    .alias = "",
    .group = "Deploy",
    .summary = "All deployments, the newest first",
    .about =
        "From the ledgers of the environments and from the project's folder of records "
        "(deployments/):\n"
        "what only one of them knows is shown as well.",
    .examples =
        "syncline deploy history\n"
        "syncline deploy history --env production --limit 5 --json",
    .operands = {},
    .options = history_options,
    .run = run_history,
};

const CommandSpec deploy_show_command = {
    .name = "deploy show",
    .alias = "",
    .group = "Deploy",
    .summary = "Everything that happened in one deployment",
    .about = "The record: each step, what was found, what commands wrote, and how it ended.",
    .examples =
        "syncline deploy show\n"
        "syncline deploy show 20250131T093000 --json",
    .operands = show_operands,
    .options = look_options,
    .run = run_show,
};

}  // namespace syncline
