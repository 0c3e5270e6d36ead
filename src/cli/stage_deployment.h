// A stage deployed to from the command line: who is asked, and what is said.
#pragma once

#include <optional>

#include "cli/context.h"
#include "deploy/stage.h"
#include "deploy/stages.h"

namespace syncline {

// Options that push, deploy and deploy resume share.
inline constexpr Option confirm_option = {
    "--confirm", "", "WORD",
    "the environment's word, or its name, in place of being asked; for several stages several"};
inline constexpr Option allow_findings_option = {
    "--allow", "", "FINDING,…",
    "go on although the preflight found this: drift, earlier-stage, blockers, …"};
inline constexpr Option dry_run_stage_option = {
    "--dry-run", "", "", "look, and show what would be done; changes nothing"};
inline constexpr Option checked_option = {"--checked", "", "",
                                          "somebody has looked at every point of the checklist"};
inline constexpr Option wait_stage_option = {
    "--wait", "", "TIME", "how long to wait for another run to end: 30s, 5m, 1h; without it 60s"};

enum class Asking {
  ForPermission,  ///< once, by the environment's role
  EachStep,       ///< and before each step, which is explained
};

/// The context of one environment, whatever --env says in `context`.
Arguments arguments_for(const Context& context, const std::string& environment);

/// `stage`'s environment is deployed to. `record`: a deployment that is to go on.
StageResult deploy_stage(Context& stage, StageRequest request, Asking asking,
                         std::optional<Deployment> record = {});

/// --allow, --no-backup, --dry-run, --checked, --wait as they were said.
StageRequest stage_request(const Context& context);

}  // namespace syncline
