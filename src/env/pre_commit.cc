#include "env/pre_commit.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "env/compared.h"
#include "env/models.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view room = "pre-commit";

void add_file(Hash& hash, const fs::path& file) {
  std::error_code none;
  hash.add_field(file.string());
  hash.add_field(fs::is_regular_file(file, none) ? read_file(file) : "");
}

/// A file, or all below a folder but hidden ones.
void add_all(Hash& hash, const fs::path& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) return add_file(hash, path);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path, none)) {
    const bool hidden = entry.path().filename().native().starts_with(".");
    if (entry.is_regular_file(none) && !hidden) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) add_file(hash, file);
}

/// Empty where the models do not load. Their text is what counts, however it came about.
std::string key_of(const Project& project, const Workshop& workshop) {
  Hash hash;
  add_file(hash, project.folder / "syncline.toml");
  if (project.models.any()) {
    try {
      hash.add_field(models_recipe(project, workshop.dialect()).content);
    } catch (const Error&) {
      return "";
    }
  }
  add_all(hash, project.migrations);
  if (!project.revision_template.empty()) add_file(hash, project.revision_template);
  return workshop.key(room, hash.hex());
}

void check_heads(const Migrations& migrations, ValidateReport& found) {
  const Revisions heads = migrations.history().heads();
  if (heads.size() < 2) return;
  std::string ids;
  for (const Revision* one : heads) ids += one->id + " ";
  found.findings.push_back(
      {"heads",
       "",
       {},
       fmt::format("there are {} heads: {}", heads.size(), listed(heads)),
       "",
       fmt::format("join them: syncline merge {}-m \"…\"; or move one: syncline rebase", ids)});
}

void check_models(const Project& project, Workshop& workshop, Migrations& migrations,
                  ValidateReport& found) {
  const RevisionSet head = migrations.history().lineage(migrations.history().heads());
  const Recipe models = models_recipe(project, workshop.dialect());
  if (elaborated_fingerprint(workshop, models) == migrations.fingerprint_at(head)) return;
  const Comparison difference = compared(migrations.load_at(head), elaborate(workshop, models));
  if (difference.equal()) return;
  found.findings.push_back({"models",
                            "",
                            {},
                            fmt::format("{} lacks what the models say", difference.from),
                            changed_objects(difference.changes),
                            "write the revision: syncline generate -m \"…\""});
}

}  // namespace

PreCommitReport pre_commit(const Project& project, Workshop& workshop,
                           const std::function<void(const Revision&)>& progress) {
  PreCommitReport report;
  const std::string key = key_of(project, workshop);
  if (!key.empty() && cache_get(room, key)) {
    report.known = true;
    return report;
  }
  report.found = validate(project, workshop, "", progress);
  if (!report.found.findings.empty()) return report;
  Migrations migrations(project, workshop);
  check_heads(migrations, report.found);
  if (project.models.any()) check_models(project, workshop, migrations, report.found);
  if (report.found.findings.empty() && !key.empty()) cache_put(room, key, "right");
  return report;
}

}  // namespace syncline
