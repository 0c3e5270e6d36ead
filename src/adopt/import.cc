#include "adopt/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "base/files.h"
#include "base/text.h"
#include "migrate/revision.h"
#include "model/fingerprint.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// The revisions run, or the error says what to do with them.
std::string replayed(Migrations& migrations, const RevisionSet& revisions) {
  try {
    return migrations.replayed_fingerprint(revisions);
  } catch (Error& error) {
    error.hint = (error.hint.empty() ? "" : error.hint + "; ") +
                 "all revisions are written: mend this one, then run syncline repair";
    throw;
  }
}

void chain(std::vector<ForeignMigration>& migrations) {
  const bool branched = std::ranges::any_of(
      migrations, [](const ForeignMigration& one) { return !one.parents.empty(); });
  if (branched) return;
  for (std::size_t i = 1; i < migrations.size(); ++i) {
    migrations[i].parents = {migrations[i - 1].id};
  }
}

void refuse_bad_ids(const std::vector<ForeignMigration>& migrations) {
  for (const ForeignMigration& one : migrations) {
    if (is_revision_id(one.id)) continue;
    throw Error(Failure::Input, fmt::format("\"{}\" cannot be the id of a revision", one.id))
        .at({one.file.string()})
        .with_hint("ids are of letters, digits, _, - and .; rename it in a copy, and import that");
  }
}

}  // namespace

std::size_t ImportReport::to_review() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(revisions, [](const Imported& one) { return !one.reviews.empty(); }));
}

const ForeignFormat& foreign_format(std::string_view name) {
  for (const ForeignFormat& format : foreign_formats()) {
    if (format.name == name) return format;
  }
  throw std::logic_error("no such format");
}

void refuse_if_begun(const Migrations& migrations, std::string_view tool) {
  if (!migrations.history().empty()) {
    throw Error(Failure::Refused,
                fmt::format("this project has {} already",
                            count_of(migrations.history().revisions().size(), "revision")))
        .at({fs::proximate(migrations.folder()).string()})
        .with_hint("import into a project without any; a history cannot be put below another");
  }
  const std::string& known = migrations.foreign().tool;
  if (known.empty() || known == tool) return;
  throw Error(Failure::Refused,
              fmt::format("[history] says that this project comes from {}", known))
      .at({"syncline.toml"})
      .with_hint("take that section out, when it is not true");
}

ForeignHistory read_history(const ForeignFormat& format, const fs::path& folder,
                            std::string_view dialect) {
  if (!fs::is_directory(folder) && !(format.read && fs::exists(folder))) {
    throw Error(Failure::Input, fmt::format("there is no folder {}", folder.string()));
  }
  ForeignHistory history = read_foreign(folder, format, dialect);
  if (!history.migrations.empty()) return history;
  Error error(Failure::Input,
              fmt::format("{} holds no migrations of {}", folder.string(), format.name));
  if (!format.read) {
    error.hint = fmt::format("their names begin with a version and end with {}", format.up_suffix);
  }
  throw error;
}

ImportReport write_revisions(Migrations& migrations, ForeignHistory history, const fs::path& folder,
                             bool dry_run) {
  chain(history.migrations);
  refuse_bad_ids(history.migrations);
  ImportReport report;
  report.notes = std::move(history.notes);
  const Dialect& dialect = migrations.workshop().dialect();
  const auto session = migrations.workshop().scratch().empty();
  const auto refuses = [&](std::string_view sql) { return session->needs_no_transaction(sql); };
  std::vector<std::string> texts;  // all are made before one is written
  for (const ForeignMigration& one : history.migrations) {
    texts.push_back(revision_text(one, dialect.syntax, refuses));
    report.revisions.push_back(
        {one.id, one.message, migrations.folder() / revision_file_name(one.id, one.message),
         fs::proximate(one.file, folder).generic_string(), one.down.has_value(), one.reviews});
  }
  if (dry_run) return report;
  fs::create_directories(migrations.folder());
  for (std::size_t i = 0; i < texts.size(); ++i) write_file(report.revisions[i].file, texts[i]);
  return report;
}

void prove_revisions(Migrations& migrations, ImportReport& report, const Catalog* theirs,
                     std::string_view tool) {
  migrations.reload();
  const Revisions heads = migrations.history().heads();
  const RevisionSet all = migrations.history().lineage(heads);
  report.fingerprint = replayed(migrations, all);
  std::map<std::string, std::string> fingerprints;
  for (const Revision* head : heads) {
    fingerprints[head->id] = replayed(migrations, migrations.upto(head));
  }
  if (theirs && fingerprint(*theirs) == report.fingerprint) {
    report.found = known_equal(std::string(tool), migrations.what(all));
  } else if (theirs) {
    Loaded made;
    made.catalog = *theirs;
    made.what = std::string(tool);
    report.found = compared(std::move(made), migrations.load_at(all));
  }
  migrations.save_heads(fingerprints);
}

std::string with_history(std::string config, const ForeignSettings& settings) {
  if (!config.empty() && !config.ends_with("\n")) config += "\n";
  config += fmt::format(
      "\n[history]                            # the tool that migrated the databases until now\n"
      "tool = \"{}\"\n",
      settings.tool);
  if (!settings.table.empty()) config += fmt::format("table = \"{}\"\n", settings.table);
  if (settings.tool == "alembic") {
    config += settings.keep_alembic
                  ? "alembic_version = \"keep\"             # written along: Alembic can go on\n"
                  : "# alembic_version = \"keep\"           # written along: Alembic can go on\n";
  }
  return config;
}

}  // namespace syncline
