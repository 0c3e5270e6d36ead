#include "cli/restore_run.h"

#include <fmt/format.h>

#include "cli/backup_first.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "env/dialects.h"

namespace syncline {

namespace {

void print_report(Context& context, const StoredBackup& backup, const RestoreRequest& request,
                  const RestoreReport& report, const std::optional<StoredBackup>& before) {
  const std::string where = request.as.empty() ? request.target.what : request.as;
  if (context.json()) {
    print_json(Data::Record{{"backup", backup.name()},
                            {"database", where},
                            {"how", report.how},
                            {"old_database", Data::text_or_null(report.old_name)},
                            {"backup_before", before ? Data(before->name()) : Data()},
                            {"rows", backup.manifest.row_count()},
                            {"revision", Data::text_or_null(backup.manifest.revision())},
                            {"notes", report.notes}});
    return;
  }
  print(fmt::format("{}: {}; {} rows, verified\n", where, report.how, backup.manifest.row_count()));
  if (!report.old_name.empty()) {
    print(fmt::format("the database that was there is {} now\n", report.old_name));
  }
  for (const std::string& note : report.notes) print_aside(fmt::format("note: {}\n", note));
}

}  // namespace

void run_restore(Context& context, const StoredBackup& backup, RestoreRequest request,
                 const std::function<void()>& first) {
  const bool in_place = request.as.empty() && !request.into_empty;
  check_restore(backup, request);
  std::optional<StoredBackup> before;
  if (in_place) {
    context.confirm_loss(
        fmt::format("Put {} of {} in the place of {}? What was written since is lost.",
                    backup.name(), backup.manifest.created_at, request.target.what));
    first();
    if (can_be_saved(request.target)) {
      before = backup_first(context, "restore", BackupHabit::Makes);
    } else {
      print_aside("syncline: what is there cannot be opened, and so not be backed up\n");
    }
    request.keep_old = request.keep_old || !before;
  }
  ProgressLine line;
  line.show("restoring …");
  Workshop& workshop = context.workshop(dialect_of(std::string_view(request.target.url)));
  const RestoreReport report = restore_backup(workshop, backup, request);
  line.clear();
  print_report(context, backup, request, report, before);
}

}  // namespace syncline
