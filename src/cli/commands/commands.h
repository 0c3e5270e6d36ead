// The commands that there are: one file each, or one for a small family.
#pragma once

#include "cli/command.h"

namespace syncline {

extern const CommandSpec init_command, status_command, check_command, diff_command, inspect_command,
    generate_command, upgrade_command, downgrade_command, current_command, history_command,
    heads_command, branches_command, merge_command, rebase_command, squash_command, show_command,
    sync_command, env_list_command, env_test_command, completion_command, unlock_command,
    import_command, validate_command, stamp_command, baseline_command, repair_command, log_command,
    edit_command, backup_create_command, backup_list_command, backup_verify_command,
    backup_restore_command, backup_prune_command;

}  // namespace syncline
