#include "backup/make.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "env/dialects.h"
#include "env/who.h"
#include "migrate/ledger.h"
#include "model/fingerprint.h"

namespace syncline {

namespace {

std::string chosen_format(const Dialect& dialect, const std::string& wanted) {
  const auto formats = dialect.backup_tools->formats;
  if (wanted.empty()) return std::string(formats.front());
  if (std::find(formats.begin(), formats.end(), wanted) != formats.end()) return wanted;
  throw Error(Failure::Usage, fmt::format("{} has no backups of format {}", dialect.name, wanted))
      .with_hint(fmt::format("it has: {}", fmt::join(formats, ", ")));
}

int checked_jobs(const std::string& format, int jobs) {
  if (jobs == 1 || format == "directory") return jobs;
  throw Error(Failure::Usage, "several jobs at once write a folder, not a file")
      .with_hint("say --format directory as well");
}

Manifest about(Session& session, const Workshop& workshop, const BackupSubject& subject,
               const BackupWork& work) {
  const Dialect& dialect = workshop.dialect();
  Manifest one;
  one.created_at = utc_now();
  one.environment = subject.environment;
  one.database = dialect.display_url(subject.url);
  one.dialect = dialect.name;
  one.server_version = session.server().version;
  one.made_by = who();
  one.tool = tool_name();
  one.format = work.format;
  one.schema_only = work.schema_only;
  one.fingerprint = fingerprint(session.read_to_compare(workshop.scope()));
  one.stamp = session.stamp();
  one.reader = reader_of(workshop);
  if (!work.schema_only) {
    for (const Applied& applied : Ledger(session, dialect).applied()) {
      one.revisions.push_back(applied.revision);
    }
    one.rows = count_rows(session, dialect);
  }
  return one;
}

}  // namespace

std::filesystem::path backup_folder(const Project* project) {
  return project ? project->backup.folder : std::filesystem::current_path() / "backups";
}

bool can_be_saved(const BackupSubject& subject) {
  const Dialect& dialect = dialect_of(std::string_view(subject.url));
  if (!dialect.backup_tools->replaces_broken) return true;
  try {
    dialect.connect(subject.url, {});
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::string reader_of(const Workshop& workshop) {
  return Hash().add_field(build_key()).add_field(scope_key(workshop.scope())).hex().substr(0, 16);
}

std::vector<TableRows> count_rows(Session& session, const Dialect& dialect) {
  constexpr std::size_t tables_at_once = 100;
  const Rows tables = session.query(dialect.backup_tools->tables_sql);
  std::vector<TableRows> result;
  for (std::size_t first = 0; first < tables.rows.size(); first += tables_at_once) {
    std::string sql;
    for (std::size_t i = first; i < std::min(first + tables_at_once, tables.rows.size()); ++i) {
      sql += fmt::format("{}SELECT {} AS name, count(*) AS number FROM {}",
                         sql.empty() ? "" : " UNION ALL ",
                         dialect.quote_text(tables.text(i, "name")), tables.text(i, "sql"));
    }
    const Rows counted = session.query(sql);
    for (std::size_t i = 0; i < counted.rows.size(); ++i) {
      result.push_back(
          {counted.text(i, "name"), number_in<std::int64_t>(counted.text(i, "number"))});
    }
  }
  std::sort(result.begin(), result.end(),
            [](const TableRows& a, const TableRows& b) { return a.table < b.table; });
  return result;
}

StoredBackup make_backup(Workshop& workshop, const BackupSubject& subject,
                         const BackupRequest& request) {
  const Dialect& dialect = dialect_of(std::string_view(subject.url));
  const BackupTools& tools = *dialect.backup_tools;
  BackupWork work;
  work.format = chosen_format(dialect, request.format);
  work.jobs = checked_jobs(work.format, request.jobs);
  work.schema_only = request.schema_only;
  work.timeout = request.timeout;
  work.progress = request.progress;
  // What cannot work is found before there is a folder.
  ServerInfo server;
  std::string identity;
  {
    const auto session = dialect.connect(subject.url, {});
    server = session->server();
    workshop.expect_major(server.major);
    identity = tools.identity(*session);
  }
  const std::string program = tools.program(server);
  workshop.tell(fmt::format("saving {} with {}", subject.what, program));
  const auto start = std::chrono::steady_clock::now();
  UnfinishedBackup unfinished(request.folder,
                              subject.environment.empty() ? "database" : subject.environment,
                              request.reason);
  work.folder = unfinished.data();
  Manifest manifest;
  {
    const std::unique_ptr<HeldMoment> moment = tools.hold(subject.url, work);
    manifest = about(moment->session(), workshop, subject, work);
    moment->save();
    manifest.facts = moment->facts();
  }
  manifest.identity = identity;
  manifest.program = program;
  manifest.reason = request.reason;
  manifest.note = request.note;
  manifest.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return unfinished.complete(std::move(manifest));
}

}  // namespace syncline
