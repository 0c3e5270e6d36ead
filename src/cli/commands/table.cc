#include "cli/commands/commands.h"

namespace syncline {

namespace {

// A line each, so that two changes that add one do not meet.
// clang-format off
constexpr const CommandSpec* commands[] = {
    &init_command,
    &baseline_command,
    &import_command,
    &export_command,
    &status_command,
    &check_command,
    &detect_command,
    &validate_command,
    &pre_commit_command,
    &diff_command,
    &inspect_command,
    &current_command,
    &history_command,
    &heads_command,
    &branches_command,
    &show_command,
    &log_command,
    &report_command,
    &generate_command,
    &new_command,
    &upgrade_command,
    &downgrade_command,
    &merge_command,
    &rebase_command,
    &squash_command,
    &stamp_command,
    &repair_command,
    &edit_command,
    &unlock_command,
    &sync_command,
    &watch_command,
    &reset_command,
    &pull_command,
    &backup_create_command,
    &backup_list_command,
    &backup_verify_command,
    &backup_restore_command,
    &backup_prune_command,
    &kept_list_command,
    &kept_prune_command,
    &rollback_command,
    &push_command,
    &deploy_command,
    &deploy_resume_command,
    &deploy_status_command,
    &deploy_history_command,
    &deploy_show_command,
    &env_list_command,
    &env_test_command,
    &env_compare_command,
    &env_grants_command,
    &env_mark_command,
    &metrics_command,
    &run_command,
    &completion_command,
};
// clang-format on

constexpr Option everywhere[] = {
    {"--env", "", "NAME", "the environment to work on; without it the project's default",
     Completes::Environment},
    {"--url", "", "URL", "a database that is no environment: postgresql://…, sqlite:FILE"},
    {"--config", "", "FILE", "the project's file; without it syncline.toml here or above",
     Completes::File},
    {"--scratch", "", "URL", "a server for scratch databases, in place of a private one"},
    {"--json", "", "", "the result as JSON"},
    {"--yes", "-y", "", "do not ask"},
    {"--no-color", "", "", "no colours; NO_COLOR in the environment says the same"},
    {"--verbose", "-v", "", "tell on stderr what is done"},
    {"--help", "-h", "", "this help"},
    {"--version", "", "", "the version"},
};

}  // namespace

std::span<const CommandSpec* const> all_commands() { return commands; }

std::span<const Option> global_options() { return everywhere; }

}  // namespace syncline
