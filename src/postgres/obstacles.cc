#include "postgres/obstacles.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

// What a new foreign key points at may be read meanwhile.
constexpr std::string_view held =
    ", held AS (SELECT l.pid, l.virtualtransaction AS transaction,"
    " pg_catalog.string_agg(DISTINCT t.label, ', ') AS tables"
    " FROM pg_catalog.pg_locks l JOIN touched t ON t.relation = l.relation"
    " WHERE l.locktype = 'relation' AND l.granted AND l.database ="
    "  (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
    " AND (t.whole OR l.mode NOT IN ('AccessShareLock', 'RowShareLock')) GROUP BY 1, 2)";

/// What the looks may use. A table that the server does not have yet is not locked by anybody.
std::string common_sql(const ObstacleQuestion& question) {
  std::string rows;
  for (const TouchedTable& table : question.tables) {
    rows += fmt::format("{}({}, {}, {})", rows.empty() ? "" : ", ", quote_text(table.schema),
                        quote_text(table.name), table.whole);
  }
  if (rows.empty()) rows = "(NULL, NULL, NULL::boolean)";
  return fmt::format(
      "WITH asked AS (SELECT {}::bigint AS patience), touched AS ("
      "SELECT c.oid AS relation, v.whole, pg_catalog.format('%I.%I', n.nspname, c.relname) AS label"
      " FROM (VALUES {}) v(schema, name, whole) JOIN pg_catalog.pg_namespace n"
      " ON n.nspname = v.schema JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid"
      " AND c.relname = v.name){}",
      question.patience.count(), rows, held);
}

Obstacles look(Session& session, const ObstacleQuestion& question) {
  const ObstacleLook* const looks[] = {&session_look,    &prepared_look,   &wraparound_look,
                                       &old_tables_look, &commit_look,     &replica_look,
                                       &slot_look,       &lock_table_look, &rights_look};
  Obstacles obstacles;
  const std::string common = common_sql(question);
  for (const ObstacleLook* one : looks) {
    try {
      one->judge(session.query(fmt::format("{} {}", common, one->sql)), question, obstacles);
    } catch (const Error& error) {  // a server of another make, or without the right
      if (!session.alive()) throw;
      obstacles.unseen.push_back(fmt::format("{}: {}", one->about, error.what()));
    }
  }
  return obstacles;
}

/// Only where the server's folder is one of this machine.
DiskRoom room(Session& session) {
  if (!session.server().local) return {.free = {}, .where = "the server is on another machine"};
  try {
    const std::string folder =
        session.query("SELECT pg_catalog.current_setting('data_directory') AS folder")
            .text(0, "folder");
    std::error_code problem;
    const std::filesystem::space_info space = std::filesystem::space(folder, problem);
    if (problem) return {.free = {}, .where = fmt::format("{}: {}", folder, problem.message())};
    return {.free = space.available, .where = folder};
  } catch (const Error& error) {
    if (!session.alive()) throw;
    return {.free = {}, .where = error.what()};
  }
}

}  // namespace

const ObstacleTools obstacle_tools = {.look = look, .room = room};

}  // namespace syncline::postgres
