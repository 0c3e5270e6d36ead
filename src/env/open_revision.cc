#include "env/open_revision.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/files.h"
#include "base/process.h"
#include "env/published.h"

namespace syncline {

namespace {

constexpr std::string_view room = "generated";

constexpr std::string_view removed = "removed";

std::string key_of(const Migrations& migrations, const std::string& id) {
  return migrations.folder().string() + "\n" + id;
}

}  // namespace

void remember_generated(const Migrations& migrations, const Revision& revision) {
  cache_put(room, key_of(migrations, revision.id), revision.checksum);
}

void remember_removed(const Migrations& migrations, const std::string& id) {
  cache_put(room, key_of(migrations, id), removed);
}

bool was_removed(const Migrations& migrations, const std::string& id) {
  return cache_get(room, key_of(migrations, id)) == removed;
}

bool is_as_generated(const Migrations& migrations, const Revision& revision) {
  return cache_get(room, key_of(migrations, revision.id)) == revision.checksum;
}

OpenRevision open_revision(const Migrations& migrations) {
  const Revisions heads = migrations.history().heads();
  if (heads.empty()) return {nullptr, "there is no revision yet"};
  if (heads.size() > 1) return {nullptr, "there are several heads: " + listed(heads)};
  const Revision& head = *heads.front();
  const auto written = cache_get(room, key_of(migrations, head.id));
  if (!written) {
    return {nullptr, fmt::format("revision {} was not generated here", head.id)};
  }
  if (*written != head.checksum) {
    return {nullptr, fmt::format("revision {} was edited by hand since it was generated", head.id)};
  }
  return {&head, ""};
}

bool is_committed(const Revision& revision) {
  if (!find_program("git")) return false;
  Command command;
  command.program = "git";
  command.arguments = {"cat-file", "-e", "HEAD:./" + revision.file.filename().string()};
  command.folder = revision.file.parent_path();
  command.timeout = std::chrono::seconds(10);
  return run(command).status == 0;
}

std::string published_where(const Project& project, Workshop& workshop, const Revision& revision,
                            bool skip_unreachable) {
  std::string unknown;
  for (const EnvironmentLedger& one : read_ledgers(project, workshop, false)) {
    if (std::ranges::find(one.applied, revision.id) != one.applied.end()) {
      return fmt::format("it is applied to {}", one.name);
    }
    if (!one.problem.empty()) {
      unknown = fmt::format("whether {} has it cannot be known: {}", one.name, one.problem);
    }
  }
  return skip_unreachable ? "" : unknown;
}

}  // namespace syncline
