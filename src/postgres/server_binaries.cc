#include "postgres/server_binaries.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/process.h"
#include "base/text.h"
#include "postgres/connection_failure.h"

namespace syncline::postgres {

namespace fs = std::filesystem;

namespace {

/// Folders in which every entry that matches has the programs in a folder of its own.
struct Home {
  const char* folder;
  const char* pattern;
  const char* below;
};
constexpr Home homes[] = {
    {"/usr/lib/postgresql", "*", "bin"},
    {"/usr", "pgsql-*", "bin"},
    {"/opt/homebrew/opt", "postgresql*", "bin"},
    {"/usr/local/opt", "postgresql*", "bin"},
    {"/usr/local", "pgsql", "bin"},
    {"/Applications/Postgres.app/Contents/Versions", "*", "bin"},
};

std::vector<fs::path> candidate_folders(const char* in_path) {
  std::vector<fs::path> folders;
  if (const char* named = std::getenv("SYNCLINE_PG_BIN")) {
    for (const std::string& folder : split(named, ':')) folders.emplace_back(folder);
  }
  if (const auto program = find_program(in_path)) folders.push_back(program->parent_path());
  for (const Home& home : homes) {
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(home.folder, ignored)) {
      if (glob_match(home.pattern, entry.path().filename().string())) {
        folders.push_back(entry.path() / home.below);
      }
    }
  }
  return folders;
}

/// What stands in a folder; nothing when the programs are not there or do not run.
std::optional<ServerBinaries> look_into(const fs::path& folder,
                                        const std::vector<std::string>& programs) {
  std::error_code ignored;
  for (const std::string& program : programs) {
    if (!fs::exists(folder / program, ignored)) return std::nullopt;
  }
  Command command;
  command.program = folder / programs.front();
  command.arguments = {"--version"};
  command.timeout = std::chrono::seconds(10);
  const Outcome outcome = run(command);
  // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
  const std::vector<std::string> words = split(trim(outcome.output), ' ');
  if (outcome.status != 0 || words.size() < 3) return std::nullopt;
  const int major = std::atoi(words[2].c_str());
  if (major < oldest_server / 10000) return std::nullopt;
  return ServerBinaries{folder, words[2], major};
}

/// Smaller is better.
int distance(int major, int wanted) {
  if (wanted == 0) return -major;
  return major >= wanted ? major - wanted : 1000 + wanted - major;
}

std::optional<ServerBinaries> find_best(int wanted_major,
                                        const std::vector<std::string>& programs) {
  std::vector<fs::path> folders = candidate_folders(programs.front().c_str());
  // Each look costs a process: begin where the path itself promises the version.
  const std::string wanted = std::to_string(wanted_major);
  std::stable_partition(folders.begin(), folders.end(), [&](const fs::path& folder) {
    return wanted_major > 0 && folder.string().find(wanted) != std::string::npos;
  });
  std::optional<ServerBinaries> best;
  for (const fs::path& folder : folders) {
    std::optional<ServerBinaries> found = look_into(folder, programs);
    if (!found) continue;
    if (!best || distance(found->major, wanted_major) < distance(best->major, wanted_major)) {
      best = std::move(found);
    }
    if (best->major == wanted_major) break;
  }
  return best;
}

}  // namespace

ServerBinaries find_server(int wanted_major) {
  const char* wanted = std::getenv("SYNCLINE_PRIVATE_SERVER");
  if (!wanted || std::string_view(wanted) != "none") {
    if (auto best = find_best(wanted_major, {"postgres", "initdb"})) return *best;
  }
  throw Error(
      Failure::Config,
      "no PostgreSQL server programs (postgres, initdb) are found, which a scratch database "
      "needs")
      .with_hint(
          "install the package postgresql, set SYNCLINE_PG_BIN to the folder of the programs, "
          "or name a server with --scratch URL");
}

ServerBinaries find_clients(int wanted_major) {
  const auto best = find_best(wanted_major, {"pg_dump", "pg_restore", "psql"});
  if (best && best->major >= wanted_major) return *best;
  const std::string hint = fmt::format(
      "install the package postgresql-client-{} (or a newer one), or set SYNCLINE_PG_BIN to the "
      "folder of its programs",
      wanted_major);
  if (!best) {
    throw Error(Failure::Config, "pg_dump, pg_restore and psql are not found, which backups need")
        .with_hint(hint);
  }
  throw Error(Failure::Config,
              fmt::format("pg_dump {} in {} is older than PostgreSQL {}: it would refuse to work "
                          "with it",
                          best->version, best->folder.string(), wanted_major))
      .with_hint(hint);
}

}  // namespace syncline::postgres
