// The commands that there are: one file each, or one for a small family.
#pragma once

#include "cli/command.h"

namespace syncline {

extern const CommandSpec init_command;
extern const CommandSpec status_command;
extern const CommandSpec check_command;
extern const CommandSpec diff_command;
extern const CommandSpec inspect_command;
extern const CommandSpec generate_command;
extern const CommandSpec upgrade_command;
extern const CommandSpec downgrade_command;
extern const CommandSpec current_command;
extern const CommandSpec history_command;
extern const CommandSpec heads_command;
extern const CommandSpec branches_command;
extern const CommandSpec merge_command;
extern const CommandSpec rebase_command;
extern const CommandSpec squash_command;
extern const CommandSpec show_command;
extern const CommandSpec sync_command;
extern const CommandSpec watch_command;
extern const CommandSpec new_command;
extern const CommandSpec reset_command;
extern const CommandSpec pull_command;
extern const CommandSpec pre_commit_command;
extern const CommandSpec env_list_command;
extern const CommandSpec env_test_command;
extern const CommandSpec completion_command;
extern const CommandSpec unlock_command;
extern const CommandSpec import_command;
extern const CommandSpec export_command;
extern const CommandSpec validate_command;
extern const CommandSpec stamp_command;
extern const CommandSpec baseline_command;
extern const CommandSpec repair_command;
extern const CommandSpec log_command;
extern const CommandSpec edit_command;
extern const CommandSpec detect_command;
extern const CommandSpec env_mark_command;
extern const CommandSpec run_command;
extern const CommandSpec metrics_command;
extern const CommandSpec report_command;
extern const CommandSpec env_compare_command;
extern const CommandSpec env_grants_command;
extern const CommandSpec backup_create_command;
extern const CommandSpec backup_list_command;
extern const CommandSpec backup_verify_command;
extern const CommandSpec backup_restore_command;
extern const CommandSpec backup_prune_command;
extern const CommandSpec kept_list_command;
extern const CommandSpec kept_prune_command;
extern const CommandSpec rollback_command;
extern const CommandSpec push_command;
extern const CommandSpec deploy_command;
extern const CommandSpec deploy_resume_command;
extern const CommandSpec deploy_status_command;
extern const CommandSpec deploy_history_command;
extern const CommandSpec deploy_show_command;

}  // namespace syncline
