#include "env/import.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/files.h"
#include "base/text.h"
#include "migrate/revision.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

void refuse_if_begun(const Migrations& migrations) {
  if (migrations.history().empty()) return;
  throw Error(Failure::Refused,
              fmt::format("this project has {} already",
                          count_of(migrations.history().revisions().size(), "revision")))
      .at({fs::proximate(migrations.folder()).string()})
      .with_hint("import into a project without any; a history cannot be put below another");
}

ForeignHistory read(const ForeignFormat& format, const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw Error(Failure::Input, fmt::format("there is no folder {}", folder.string()));
  }
  ForeignHistory history = read_foreign(folder, format);
  if (!history.migrations.empty()) return history;
  throw Error(Failure::Input,
              fmt::format("{} holds no migrations of {}", folder.string(), format.name))
      .with_hint(fmt::format("their names begin with a version and end with {}", format.up_suffix));
}

std::string replayed(Migrations& migrations) {
  try {
    return migrations.replayed_fingerprint(migrations.upto(migrations.history().head()));
  } catch (Error& error) {
    error.hint = (error.hint.empty() ? "" : error.hint + "; ") +
                 "all revisions are written: mend this one, then run syncline repair";
    throw;
  }
}

}  // namespace

const ForeignFormat& foreign_format(std::string_view name) {
  for (const ForeignFormat& format : foreign_formats()) {
    if (format.name == name) return format;
  }
  throw std::logic_error("no such format");
}

ImportReport import_history(Migrations& migrations, const ForeignFormat& format,
                            const fs::path& folder, bool dry_run) {
  refuse_if_begun(migrations);
  ForeignHistory history = read(format, folder);
  ImportReport report;
  report.notes = std::move(history.notes);
  const Dialect& dialect = migrations.workshop().dialect();
  const auto session = migrations.workshop().scratch().empty();
  const auto refuses = [&](std::string_view sql) { return session->needs_no_transaction(sql); };
  std::vector<std::string> texts;  // all are made before one is written
  std::string parent;
  for (const ForeignMigration& one : history.migrations) {
    texts.push_back(revision_text(one, parent, dialect.syntax, refuses));
    report.revisions.push_back(
        {one.id, one.message, migrations.folder() / revision_file_name(one.id, one.message),
         one.up.file.lexically_relative(folder).generic_string(), one.down.has_value()});
    parent = one.id;
  }
  if (dry_run) return report;
  fs::create_directories(migrations.folder());
  for (std::size_t i = 0; i < texts.size(); ++i) write_file(report.revisions[i].file, texts[i]);
  migrations.reload();
  report.fingerprint = replayed(migrations);
  migrations.save_heads({{parent, report.fingerprint}});
  return report;
}

}  // namespace syncline
