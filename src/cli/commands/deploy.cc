#include <fmt/format.h>

#include <algorithm>

#include "cli/backup_first.h"
#include "cli/commands/commands.h"
#include "cli/output.h"
#include "cli/stage_deployment.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

/// Stages up to the one that is wanted.
Stages wanted_stages(Context& context) {
  const Stages all = deploy_stages(context.project());
  if (all.empty()) {
    throw Error(Failure::Config, "no environment has the role staging or production")
        .with_hint("give one a role, or name the stages: [deploy] stages = [\"staging\"]");
  }
  Stages wanted;
  if (const auto goal = context.arguments().text("--to")) {
    for (const Environment* one : all) {
      wanted.push_back(one);
      if (one->name == *goal) return wanted;
    }
    throw Error(Failure::Usage, fmt::format("\"{}\" is no stage of a deployment", *goal))
        .with_hint(
            "stages are environments of role staging and production, or what [deploy] "
            "stages names; to any other environment: syncline push");
  }
  if (!context.arguments().flag("--auto")) return all;
  std::ranges::copy_if(all, std::back_inserter(wanted),
                       [](const Environment* one) { return one->role != Role::Production; });
  if (!wanted.empty()) return wanted;
  throw Error(Failure::Usage, "--auto goes as far as production, and there is no stage before it")
      .with_hint("syncline deploy --to production");
}

bool already_passed(Context& stage, const Environment& environment) {
  const auto database = stage.database(true);
  Migrations migrations(stage.project(), stage.workshop());
  const auto last =
      last_deployment(*database, RecordFolder(stage.project().deploy.records), environment.name);
  return has_passed(environment, migrations, *database, last, stage.project().folder);
}

Asking how_to_ask(const Context& context) {
  const Arguments& arguments = context.arguments();
  if (arguments.flag("--auto") || arguments.flag("--to") || context.yes() ||
      arguments.flag("--dry-run")) {
    return Asking::ForPermission;
  }
  if (can_ask()) return Asking::EachStep;
  throw Error(Failure::Usage, "without a terminal a deployment must say how far it goes")
      .with_hint("--auto for everything before production, or --to production --confirm WORD");
}

int run(Context& context) {
  if (context.arguments().flag("--auto") && context.arguments().flag("--to")) {
    throw Error(Failure::Usage, "--auto and --to exclude each other");
  }
  const Asking asking = how_to_ask(context);
  const Stages stages = wanted_stages(context);
  for (const Environment* one : stages) {
    Arguments arguments = arguments_for(context, one->name);
    if (context.arguments().flag("--auto")) arguments.add("--yes", "true");
    Context stage(std::move(arguments));
    const Environment& environment = stage.project().environment(one->name);
    if (!context.arguments().flag("--again") && already_passed(stage, environment)) {
      if (context.json()) {
        print_json_line(Data::Record{{"event", "passed"}, {"environment", one->name}});
      } else {
        print(fmt::format("{} has passed\n", one->name));
      }
      continue;
    }
    StageRequest request = stage_request(stage);
    // The stages before it are only looked at as well.
    if (request.dry_run && one != stages.front()) request.allow.insert("earlier-stage");
    const StageResult result = deploy_stage(stage, std::move(request), asking);
    if (result.end == StageResult::End::Waiting) return 1;
  }
  return 0;
}

constexpr Option options[] = {
    {"--to", "", "STAGE", "the last stage: staging, production; asks once for each",
     Completes::Environment},
    {"--auto", "", "", "everything before production, without a question"},
    {"--again", "", "", "also stages that this state of the project has passed already"},
    dry_run_stage_option,
    confirm_option,
    allow_findings_option,
    no_backup_option,
    checked_option,
    wait_stage_option,
};

// Going on with one that stopped.

struct Found {
  const Environment* environment = nullptr;
  std::optional<Deployment> record;
};

std::optional<Deployment> record_at(Context& context, const Environment& environment) {
  Context stage(arguments_for(context, environment.name));
  const auto database = stage.database();
  return last_deployment(*database, RecordFolder(stage.project().deploy.records), environment.name);
}

bool can_go_on(const Deployment& record) {
  return record.state != DeploymentState::Done && record.state != DeploymentState::RolledBack;
}

Found find_stopped(Context& context) {
  if (const auto name = context.arguments().text("--env")) {
    const Environment& environment = context.project().environment(*name);
    return {&environment, record_at(context, environment)};
  }
  for (const Environment* one : deploy_stages(context.project())) {
    Found found{one, record_at(context, *one)};
    if (found.record && can_go_on(*found.record)) return found;
  }
  return {};
}

int run_resume(Context& context) {
  Found found = find_stopped(context);
  if (!found.record) {
    throw Error(Failure::Refused, found.environment ? fmt::format("nothing was deployed to {} yet",
                                                                  found.environment->name)
                                                    : "no deployment has stopped on its way")
        .with_hint("syncline deploy history shows all");
  }
  Context stage(arguments_for(context, found.environment->name));
  StageRequest request = stage_request(context);
  request.kind = found.record->kind;
  request.application = found.record->kind == "deploy";
  request.target = found.record->target.empty() ? "heads" : found.record->target;
  request.allow.insert({"unfinished", "deployment"});
  if (const auto how = context.arguments().text("--resume")) {
    request.resume = *how == "after" ? Resume::After : Resume::Again;
  }
  const StageResult result =
      deploy_stage(stage, std::move(request), Asking::ForPermission, std::move(found.record));
  return result.end == StageResult::End::Waiting ? 1 : 0;
}

constexpr Option resume_options[] = {
    dry_run_stage_option,
    confirm_option,
    allow_findings_option,
    no_backup_option,
    checked_option,
    wait_stage_option,
    {"--resume", "", "HOW",
     "when it was cut off in a statement and nobody can tell whether that ran: again runs it once "
     "more, after takes it as done",
     Completes::Choices, "again after"},
};

}  // namespace

const CommandSpec deploy_command = {
    .name = "deploy",
    .alias = "",
    .group = "Deploy",
    .summary = "Bring schema and application through the stages",
    .about =
        "Goes through the environments of role staging, then production ([deploy] stages names\n"
        "others): preflight, preview, a question as the role wants it, backup, hooks, revisions "
        "and\n"
        "application, verification, health checks, and the tests that open the gate to the next\n"
        "stage. On a terminal, without --auto and --to, every step is explained and asked for. "
        "Each\n"
        "step is written into the ledger and into deployments/ as it happens; what stopped goes "
        "on\n"
        "with deploy resume.",
    .examples =
        "syncline deploy  # explains and asks each step\n"
        "syncline deploy --auto  # as far as staging\n"
        "syncline deploy --to production --dry-run\n"
        "syncline deploy --to production --yes --confirm PRODUCTION",
    .operands = {},
    .options = options,
    .run = run,
};

const CommandSpec deploy_resume_command = {
    .name = "deploy resume",
    .alias = "",
    .group = "Deploy",
    .summary = "Go on with a deployment that stopped",
    .about =
        "Takes the last deployment to --env (without it: the first stage whose last one stopped), "
        "and\n"
        "goes on after the last step that was done; what was cut off in its middle is done again.\n"
        "Looks first, and asks, as deploy does.",
    .examples =
        "syncline deploy resume\n"
        "syncline deploy resume --env production --confirm PRODUCTION\n"
        "syncline deploy resume --env staging --checked",
    .operands = {},
    .options = resume_options,
    .run = run_resume,
};

}  // namespace syncline
