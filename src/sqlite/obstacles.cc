#include "sqlite/obstacles.h"

#include <filesystem>

#include "base/error.h"
#include "sqlite/connection.h"
#include "sqlite/lock_holders.h"

namespace syncline::sqlite {

namespace {

namespace fs = std::filesystem;

bool in_memory(const std::string& path) { return path.empty() || path.front() == ':'; }

/// To take the lock of a writer for a moment is the only way to know that it is to be had; readers
/// do not notice.
Obstacles look(Session& session, const ObstacleQuestion&) {
  constexpr std::chrono::seconds moment{1};
  const std::string& path = session.server().database;
  if (in_memory(path)) return {};
  try {
    Connection connection(path, {.timeout = moment});
    connection.set_patience(moment);
    connection.run("BEGIN IMMEDIATE");
    connection.run("ROLLBACK");
    return {};
  } catch (const Error& error) {
    const std::string holders = lock_holders(path);
    return {.found = {{Obstacle::Effect::Blocks,
                       holders.empty() ? error.what() : "the file is locked by " + holders}},
            .unseen = {}};
  }
}

DiskRoom room(Session& session) {
  const std::string& path = session.server().database;
  if (in_memory(path)) return {.free = {}, .where = "the database is in memory"};
  const fs::path folder = fs::absolute(path).parent_path();
  std::error_code problem;
  const fs::space_info space = fs::space(folder, problem);
  if (problem) return {.free = {}, .where = folder.string() + ": " + problem.message()};
  return {.free = space.available, .where = folder.string()};
}

}  // namespace

const ObstacleTools obstacle_tools = {.look = look, .room = room};

}  // namespace syncline::sqlite
