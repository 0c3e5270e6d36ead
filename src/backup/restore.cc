#include "backup/restore.h"

#include <fmt/format.h>

#include "backup/verify.h"
#include "env/dialects.h"
#include "env/who.h"
#include "migrate/journal.h"
#include "migrate/lock.h"

namespace syncline {

namespace {

bool in_its_place(const RestoreRequest& request) {
  return request.as.empty() && !request.into_empty;
}

/// Null when there is none, and the dialect can do without.
std::unique_ptr<Session> session_with(const Dialect& dialect, const BackupSubject& target) {
  try {
    return dialect.connect(target.url, {});
  } catch (const Error&) {
    if (!dialect.backup_tools->replaces_broken) throw;
    return nullptr;
  }
}

void check_identity(const Dialect& dialect, const StoredBackup& backup,
                    const RestoreRequest& request) {
  const auto session = session_with(dialect, request.target);
  const Manifest& manifest = backup.manifest;
  const bool same = session ? dialect.backup_tools->identity(*session) == manifest.identity
                            : request.target.environment == manifest.environment;
  if (same || request.allow_other) return;
  throw Error(Failure::Refused, fmt::format("the backup {} is of another database than {}: of {}",
                                            backup.name(), request.target.what, manifest.database))
      .with_hint(
          "restore it as a new database with --as NAME; to put it in the place of this one all the "
          "same: "
          "--allow other-database");
}

/// Nobody else is changing the database now. The lock ends here: the database itself is about to
/// be another.
void await_others(const Dialect& dialect, const RestoreRequest& request) {
  const auto session = session_with(dialect, request.target);
  if (!session) return;
  const RunLock lock(*session, dialect,
                     {who(), "restore", std::chrono::seconds(60), [&](const std::string& holder) {
                        request.tell("waiting for another run: " + holder);
                      }});
}

void write_journal(const Dialect& dialect, const RestoreRequest& request,
                   const StoredBackup& backup) {
  const auto session = dialect.connect(request.target.url, {});
  Ledger ledger(*session, dialect);
  if (!ledger.exists()) return;
  JournalEntry entry;
  entry.revision = backup.manifest.revision();
  entry.action = "restore";
  entry.sql = "restored from the backup " + backup.name();
  entry.applied_by = who();
  entry.tool = tool_name();
  OpenTransaction transaction(*session);
  ledger.record({entry});
  transaction.commit();
}

}  // namespace

void check_restore(const StoredBackup& backup, const RestoreRequest& request) {
  const Dialect& dialect = dialect_of(std::string_view(request.target.url));
  if (backup.manifest.dialect != dialect.name) {
    throw Error(Failure::Config,
                fmt::format("the backup {} is of {}, and {} is {}", backup.name(),
                            backup.manifest.dialect, request.target.what, dialect.name));
  }
  check_files(backup);
  if (!in_its_place(request)) return;
  if (backup.manifest.schema_only) {
    throw Error(Failure::Refused,
                fmt::format("the backup {} has no rows: in the place of {} all rows would be gone",
                            backup.name(), request.target.what))
        .with_hint("restore it as a new database with --as NAME");
  }
  check_identity(dialect, backup, request);
}

RestoreReport restore_backup(Workshop& workshop, const StoredBackup& backup,
                             const RestoreRequest& request) {
  const Dialect& dialect = workshop.dialect();
  const BackupTools& tools = *dialect.backup_tools;
  const BackupInUse in_use(backup);
  RestoreReport report;
  PutBack back;
  back.work = work_of(backup);
  back.work.jobs = backup.manifest.format == "directory" ? request.jobs : 1;
  back.work.timeout = request.timeout;
  back.tell = request.tell;
  back.keep_old = request.keep_old;
  back.verify = [&](Session& session) {
    report.notes = compare_restored(session, workshop, backup.manifest);
  };
  if (in_its_place(request)) await_others(dialect, request);
  const PutBackResult result = in_its_place(request)
                                   ? tools.replace(request.target.url, back)
                                   : tools.make(request.target.url, request.as, back);
  if (in_its_place(request)) write_journal(dialect, request, backup);
  report.how = result.how;
  report.old_name = result.old_name;
  return report;
}

}  // namespace syncline
