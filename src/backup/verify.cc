#include "backup/verify.h"

#include <fmt/format.h>

#include "backup/make.h"
#include "base/text.h"
#include "migrate/records.h"
#include "model/fingerprint.h"

namespace syncline {

namespace {

/// A line for each table whose rows are not as they were; at most ten.
std::string row_differences(const std::vector<TableRows>& wanted,
                            const std::vector<TableRows>& found) {
  constexpr std::size_t most = 10;
  std::vector<std::string> lines;
  std::map<std::string, std::int64_t> there;
  for (const TableRows& one : found) there[one.table] = one.rows;
  for (const TableRows& one : wanted) {
    const auto table = there.find(one.table);
    if (table == there.end()) {
      lines.push_back(fmt::format("table {} is not there", one.table));
    } else if (table->second != one.rows) {
      lines.push_back(
          fmt::format("table {} has {} rows, not {}", one.table, table->second, one.rows));
    }
  }
  if (lines.size() > most) {
    lines.resize(most);
    lines.emplace_back("…");
  }
  return join(lines, "\n");
}

[[noreturn]] void refuse(const Manifest& manifest, std::string detail) {
  Error error(
      Failure::Refused,
      fmt::format("the backup {} does not give the database that it was made of", manifest.name));
  error.detail = std::move(detail);
  throw error;
}

}  // namespace

BackupWork work_of(const StoredBackup& backup) {
  BackupWork work;
  work.folder = backup.data();
  work.format = backup.manifest.format;
  work.schema_only = backup.manifest.schema_only;
  work.facts = backup.manifest.facts;
  const std::size_t blank = backup.manifest.program.find(' ');
  if (blank != std::string::npos)
    work.client_major = number_in(std::string_view(backup.manifest.program).substr(blank + 1));
  return work;
}

std::vector<std::string> compare_restored(Session& session, const Workshop& workshop,
                                          const Manifest& manifest) {
  if (!manifest.schema_only) {
    const std::string differences =
        row_differences(manifest.rows, count_rows(session, workshop.dialect()));
    if (!differences.empty()) refuse(manifest, differences);
  }
  if (fingerprint(session.read_to_compare(workshop.scope())) == manifest.fingerprint) return {};
  if (reader_of(workshop) == manifest.reader) {
    refuse(manifest, "its schema has another fingerprint than the manifest says");
  }
  return {
      "the schema's fingerprint was not compared: it was taken by another version of Syncline, "
      "or with another [scope]"};
}

Verification verify_backup(Workshop& workshop, const BackupStore& store,
                           const StoredBackup& backup) {
  const Dialect& dialect = workshop.dialect();
  if (backup.manifest.dialect != dialect.name) {
    throw Error(Failure::Config, fmt::format("the backup {} is of {}, but this is {}",
                                             backup.name(), backup.manifest.dialect, dialect.name));
  }
  const BackupInUse in_use(backup);
  check_files(backup);
  const int server = number_in(backup.manifest.server_version);
  workshop.expect_major(server);
  Verification done;
  {
    const auto session = dialect.backup_tools->rehearse(
        work_of(backup), [&]() -> Scratch& { return workshop.scratch(); });
    done.notes = compare_restored(*session, workshop, backup.manifest);
  }
  done.at = utc_now();
  done.tool = tool_name();
  store.save_verification(backup, done);
  return done;
}

Verdict judge_backup(Workshop& workshop, const BackupStore& store, const StoredBackup& backup) {
  try {
    return {verify_backup(workshop, store, backup), ""};
  } catch (const Error& error) {
    return {std::nullopt, error.detail.empty() ? error.what()
                                               : fmt::format("{}: {}", error.what(), error.detail)};
  }
}

}  // namespace syncline
