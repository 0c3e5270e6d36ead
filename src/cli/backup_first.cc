#include "cli/backup_first.h"

#include <fmt/format.h>

#include <chrono>

#include "cli/progress.h"
#include "cli/terminal.h"

namespace syncline {

struct BackupProgress::State {
  ProgressLine line;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

BackupProgress::BackupProgress(BackupRequest& request) : state_(std::make_unique<State>()) {
  request.progress = [state = state_.get()](std::uint64_t bytes) {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - state->start;
    const auto rate =
        static_cast<std::uint64_t>(static_cast<double>(bytes) / std::max(spent.count(), 0.001));
    state->line.show(fmt::format("saving: {}, {}/s …", size_text(bytes), size_text(rate)));
  };
  state_->line.show("saving …");
}

BackupProgress::~BackupProgress() = default;

BackupSubject backup_subject(Context& context) {
  const Chosen chosen = context.chosen(Access::Change);  // whose role may read all rows
  return {chosen.url, chosen.what, chosen.environment ? chosen.environment->name : ""};
}

void check_no_backup(Context& context) {
  const Environment* environment = context.chosen().environment;
  if (!context.arguments().flag("--no-backup") || !environment) return;
  if (environment->backup != BackupPolicy::BeforeChange) return;
  throw Error(Failure::Refused,
              fmt::format("{} is backed up before every change: --no-backup is not possible there",
                          environment->name))
      .with_hint(
          fmt::format("[environments.{}] backup = \"optional\" would allow it", environment->name));
}

std::optional<StoredBackup> backup_first(Context& context, std::string_view reason,
                                         BackupHabit habit) {
  check_no_backup(context);
  if (context.arguments().flag("--no-backup")) return std::nullopt;
  const Environment* environment = context.chosen().environment;
  const BackupPolicy policy = environment ? environment->backup : BackupPolicy::Unset;
  if (policy == BackupPolicy::Never) return std::nullopt;
  if (policy == BackupPolicy::Unset && habit == BackupHabit::LeavesOut) return std::nullopt;
  BackupRequest request;
  request.folder = backup_folder(context.project_if_any());
  request.reason = reason;
  std::optional<StoredBackup> made;
  {
    const BackupProgress progress(request);
    made = make_backup(context.workshop(), backup_subject(context), request);
  }
  print_aside(fmt::format("syncline: backed up to {} ({})\n", made->name(),
                          size_text(made->manifest.bytes())));
  return made;
}

}  // namespace syncline
