#include "cli/backup_view.h"

#include <fmt/format.h>

#include "cli/backup_first.h"

namespace syncline {

std::string age_text(std::chrono::seconds age) {
  const auto seconds = age.count();
  if (seconds < 60) return "now";
  if (seconds < 3600) return fmt::format("{} min", seconds / 60);
  if (seconds < 2 * 86400) return fmt::format("{} h", seconds / 3600);
  return fmt::format("{} d", seconds / 86400);
}

Data backup_data(const StoredBackup& one) {
  const Manifest& manifest = one.manifest;
  Data::List tables;
  for (const TableRows& table : manifest.rows) {
    tables.push_back(Data::Record{{"table", table.table}, {"rows", table.rows}});
  }
  return Data::Record{
      {"name", one.name()},
      {"folder", one.folder.string()},
      {"environment", Data::text_or_null(manifest.environment)},
      {"database", Data::text_or_null(manifest.database)},
      {"created_at", Data::text_or_null(manifest.created_at)},
      {"age_seconds", manifest.created_at.empty() ? Data() : Data(std::int64_t{one.age().count()})},
      {"reason", Data::text_or_null(manifest.reason)},
      {"note", Data::text_or_null(manifest.note)},
      {"made_by", Data::text_or_null(manifest.made_by)},
      {"server", manifest.dialect + " " + manifest.server_version},
      {"program", manifest.program},
      {"format", manifest.format},
      {"schema_only", manifest.schema_only},
      {"bytes", static_cast<std::int64_t>(manifest.bytes())},
      {"revisions", manifest.revisions},
      {"fingerprint", Data::text_or_null(manifest.fingerprint)},
      {"rows", manifest.schema_only ? Data() : Data(manifest.row_count())},
      {"tables", std::move(tables)},
      {"verified_at", one.verified ? Data(one.verified->at) : Data()},
      {"problem", Data::text_or_null(one.problem)}};
}

TableRow backup_row(const StoredBackup& one) {
  const Manifest& manifest = one.manifest;
  if (manifest.created_at.empty()) return {one.name(), "-", "-", "-", "-", "-", one.problem};
  return {one.name(),
          age_text(one.age()),
          size_text(manifest.bytes()),
          manifest.schema_only ? "none" : fmt::format("{}", manifest.row_count()),
          manifest.revision().empty() ? "base" : manifest.revision(),
          one.verified ? one.verified->at.substr(0, 16) + "Z" : "no",
          one.problem};
}

BackupStore backup_store(Context& context) {
  return BackupStore(
      context.arguments().text("--from", backup_folder(context.project_if_any()).string()));
}

}  // namespace syncline
