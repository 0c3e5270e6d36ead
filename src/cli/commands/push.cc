#include "cli/backup_first.h"
#include "cli/commands/commands.h"
#include "cli/stage_deployment.h"

namespace syncline {

namespace {

int run(Context& context) {
  const std::string name = context.arguments().text("ENV", "");
  Context stage(arguments_for(context, name));
  StageRequest request = stage_request(context);
  request.kind = "push";
  request.application = false;
  request.target = context.arguments().text("--to", "heads");
  const StageResult result = deploy_stage(stage, std::move(request), Asking::ForPermission);
  return result.end == StageResult::End::Waiting ? 1 : 0;
}

constexpr Operand operands[] = {{"ENV", "where to", true, Completes::Environment}};
constexpr Option options[] = {
    {"--to", "", "REV", "the revision to go to; without it all heads"},
    dry_run_stage_option,
    confirm_option,
    allow_findings_option,
    no_backup_option,
    checked_option,
    wait_stage_option,
};

}  // namespace

const CommandSpec push_command = {
    .name = "push",
    .alias = "",
    .group = "Deploy",
    .summary = "Bring the pending revisions to an environment",
    .about =
        "One stage of a deployment without its application: looks first (preflight), shows every\n"
        "statement with its hazards, asks as the environment's role wants it, makes a backup, "
        "runs\n"
        "the hooks and the revisions, verifies, looks at the health checks, and writes a record "
        "into\n"
        "the ledger and into deployments/. When a revision fails, those of this push are taken "
        "back.",
    .examples =
        "syncline push staging --dry-run\n"
        "syncline push staging\n"
        "syncline push production --confirm PRODUCTION",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
