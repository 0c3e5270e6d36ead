#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "backup/make.h"
#include "backup/store.h"
#include "base/size.h"
#include "base/text.h"
#include "deploy/preflight_scene.h"

namespace syncline {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t big = 100'000'000;

std::string line_of(const TableSize& table) {
  const std::string size = size_text(static_cast<std::uint64_t>(table.bytes));
  return table.rows ? fmt::format("{}: {}, about {} rows", table.name, size, *table.rows)
                    : fmt::format("{}: {}", table.name, size);
}

bool rewrites_tables(const std::vector<std::string>& hazards) {
  const std::string word = fmt::format(": {}: ", danger_name(Danger::TableRewrite));
  return std::ranges::any_of(hazards,
                             [&](const std::string& one) { return one.find(word) != one.npos; });
}

/// The folder itself, or the nearest one above it that exists.
fs::path existing(fs::path folder) {
  std::error_code none;
  while (!fs::exists(folder, none) && folder.has_parent_path() && folder != folder.parent_path()) {
    folder = folder.parent_path();
  }
  return folder;
}

/// How big a backup will be: as the last one, else no more than all tables. Nothing else is known.
struct Expected {
  std::uint64_t bytes = 0;
  bool by_last = false;
};

Expected expected_size(Scene& scene, const fs::path& folder) {
  for (const StoredBackup& one : BackupStore(folder).list(scene.request.environment->name)) {
    if (one.problem.empty() && !one.manifest.schema_only) return {one.manifest.bytes(), true};
  }
  Expected expected;
  for (const TableSize& one : table_sizes(scene.session(), scene.dialect())) {
    expected.bytes += static_cast<std::uint64_t>(one.bytes);
  }
  return expected;
}

PreflightFinding backup_finding(Scene& scene) {
  PreflightFinding finding{.name = "backup", .weight = Weight::Stop};
  const std::string program = scene.dialect().backup_tools->program(scene.database.server());
  const fs::path folder = backup_folder(&scene.project), there = existing(folder);
  if (!fs::is_directory(there) || access(there.c_str(), W_OK) != 0) {
    finding.text = fmt::format("backups cannot be written into {}", folder.string());
    return finding;
  }
  std::error_code problem;
  const fs::space_info space = fs::space(there, problem);
  const Expected expected = expected_size(scene, folder);
  finding.weight = Weight::Fine;
  finding.text = fmt::format("{} can save it into {}", program, folder.string());
  if (problem) return finding;
  if (space.available < expected.bytes) {
    finding.weight = expected.by_last ? Weight::Stop : Weight::Notice;
    finding.text = fmt::format(
        "{} has room for {}, and {} {}", folder.string(), size_text(space.available),
        expected.by_last ? "the last backup took" : "all tables take", size_text(expected.bytes));
    finding.hint = "make room there, or name another folder: [backup] folder";
  }
  return finding;
}

}  // namespace

const std::optional<Touched>& Scene::touched_by_revisions() {
  if (touched_is_known) return touched;
  touched_is_known = true;
  RevisionSet after = applied;
  for (const Revision* one : revisions) after.insert(one->id);
  try {
    const Loaded from = migrations.load_at(applied), to = migrations.load_at(after);
    const std::vector<TableSize> sizes = table_sizes(session(), dialect());
    touched = touched_tables(from.catalog, to.catalog, sizes, dialect());
    for (const PendingRevision& one : pending) {
      for (const PlannedStatement& statement : one.statements) {
        add_written(*touched, statement.sql, sizes, dialect().syntax);
      }
    }
  } catch (const Error&) {
    // No scratch server, or revisions that do not run: that is said by the proof.
    if (!session().alive()) throw;
  }
  return touched;
}

void look_at_sizes(Scene& scene, Findings& findings) {
  const auto& touched = scene.touched_by_revisions();
  if (!touched) {
    findings.push_back({.name = "sizes",
                        .weight = Weight::Notice,
                        .text =
                            "which tables are changed is not known: the revisions do not run on "
                            "a scratch database here"});
    return;
  }
  PreflightFinding finding{.name = "sizes"};
  finding.text = touched->sizes.empty()
                     ? "no table that exists is changed"
                     : fmt::format("{} changed, {} together",
                                   touched->sizes.size() == 1
                                       ? "1 table is"
                                       : fmt::format("{} tables are", touched->sizes.size()),
                                   size_text(touched->bytes()));
  if (touched->bytes() >= big) finding.weight = Weight::Notice;
  constexpr std::size_t most = 20;
  for (const TableSize& one : touched->sizes) {
    if (finding.lines.size() == most) {
      finding.lines.push_back(fmt::format("… and {} more", touched->sizes.size() - most));
      break;
    }
    finding.lines.push_back(line_of(one));
  }
  findings.push_back(std::move(finding));
}

void look_at_blockers(Scene& scene, Findings& findings) {
  ObstacleQuestion question;
  question.patience = scene.request.patience;
  if (const auto& touched = scene.touched_by_revisions()) {
    question.tables = touched->tables;
    question.relations = touched->relations;
  } else {  // any of them may be meant
    for (const TableSize& one : table_sizes(scene.session(), scene.dialect())) {
      const std::size_t dot = one.name.find('.');
      question.tables.push_back(
          dot == one.name.npos ? TouchedTable{"", one.name}
                               : TouchedTable{one.name.substr(0, dot), one.name.substr(dot + 1)});
    }
  }
  const Obstacles obstacles = scene.dialect().obstacles->look(scene.session(), question);
  PreflightFinding blocks{.name = "blockers", .weight = Weight::Stop};
  PreflightFinding slows{.name = "blockers", .weight = Weight::Notice};
  for (const Obstacle& one : obstacles.found) {
    (one.effect == Obstacle::Effect::Blocks ? blocks : slows).lines.push_back(one.text);
  }
  slows.lines.insert(slows.lines.end(), obstacles.unseen.begin(), obstacles.unseen.end());
  if (!blocks.lines.empty()) {
    blocks.text = "something is in the way just now";
    blocks.hint = "wait until it has ended, or end it; then the same command again";
    findings.push_back(std::move(blocks));
  }
  if (!slows.lines.empty()) {
    slows.text = "good to know about the server";
    findings.push_back(std::move(slows));
  }
  if (obstacles.found.empty() && obstacles.unseen.empty()) {
    findings.push_back({.name = "blockers", .text = "nobody is in the way just now"});
  }
}

void look_at_disk(Scene& scene, Findings& findings) {
  const DiskRoom room = scene.dialect().obstacles->room(scene.session());
  PreflightFinding finding{.name = "disk"};
  if (!room.free) {
    finding.text = "how much room the disk has is not known: " + room.where;
    findings.push_back(std::move(finding));
    return;
  }
  const auto& touched = scene.touched_by_revisions();
  const std::uint64_t needed = touched ? touched->bytes() : 0;
  finding.text = fmt::format("{} are free in {}", size_text(*room.free), room.where);
  if (*room.free < needed) {
    const bool rewrites = rewrites_tables(scene.hazards);
    finding.weight = rewrites ? Weight::Stop : Weight::Notice;
    finding.text += fmt::format(", and the tables that are changed take {}", size_text(needed));
    if (rewrites) finding.lines.emplace_back("a table that is rewritten needs its size once more");
    finding.hint = "make room first";
  }
  findings.push_back(std::move(finding));
}

void look_at_backup(Scene& scene, Findings& findings) {
  if (scene.request.backup) {
    findings.push_back(backup_finding(scene));
    return;
  }
  const bool precious = scene.request.environment->role == Role::Production;
  findings.push_back({.name = "backup",
                      .weight = precious ? Weight::Notice : Weight::Fine,
                      .text = "no backup is made first"});
}

}  // namespace syncline
