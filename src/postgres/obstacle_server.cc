#include <fmt/format.h>

#include <algorithm>

#include "base/secret.h"
#include "base/size.h"
#include "base/text.h"
#include "postgres/obstacles.h"

namespace syncline::postgres {

namespace {

using Effect = Obstacle::Effect;

std::int64_t number(const Rows& rows, std::size_t row, std::string_view column) {
  return number_in<std::int64_t>(rows.text(row, column));
}

std::string size_of(std::int64_t bytes) {
  return size_text(static_cast<std::uint64_t>(std::max<std::int64_t>(bytes, 0)));
}

// The server stops taking writes three million transactions before two to the power of 31. At
// vacuum_failsafe_age (1.6 billion) its vacuum gives up all that makes it slow.
// Source: PostgreSQL documentation, 25.1.5 "Preventing Transaction ID Wraparound Failures".
constexpr std::int64_t last_transaction = 2'147'483'648 - 3'000'000;
constexpr std::int64_t near_the_end = 2'100'000'000, late = 1'600'000'000;

void judge_wraparound(const Rows& rows, const ObstacleQuestion&, Obstacles& obstacles) {
  const std::int64_t age = number(rows, 0, "age");
  if (age < late) return;
  obstacles.found.push_back(
      {age >= near_the_end ? Effect::Blocks : Effect::Slows,
       fmt::format("the database is {} transactions old: the server takes no more writes in {} "
                   "transactions, unless it is vacuumed",
                   age, std::max<std::int64_t>(last_transaction - age, 0))});
}

void judge_old_tables(const Rows& rows, const ObstacleQuestion&, Obstacles& obstacles) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    obstacles.found.push_back(
        {Effect::Slows, fmt::format("an autovacuum to prevent wraparound of {} may begin at any "
                                    "moment, and does not give way",
                                    rows.text(row, "label"))});
  }
}

void judge_commit(const Rows& rows, const ObstacleQuestion&, Obstacles& obstacles) {
  if (rows.text(0, "waits") != "t") return;
  obstacles.found.push_back(
      {Effect::Blocks,
       fmt::format("no synchronous replica is connected (synchronous_standby_names is \"{}\"): "
                   "every commit would wait for one",
                   rows.text(0, "names"))});
}

void judge_replicas(const Rows& rows, const ObstacleQuestion& question, Obstacles& obstacles) {
  constexpr std::int64_t much = 64 << 20;
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    const std::string name = masked_words(rows.text(row, "name"));
    if (rows.text(row, "state") == "backup") {
      obstacles.found.push_back({Effect::Slows, "a base backup is running (" + name + ")"});
      continue;
    }
    const std::int64_t bytes = number(rows, row, "behind"), seconds = number(rows, row, "lag");
    if (bytes < much && seconds < question.patience.count()) continue;
    obstacles.found.push_back(
        {Effect::Slows,
         fmt::format("replica {} is {} and {} behind", name,
                     spelled_duration(std::chrono::seconds(seconds)), size_of(bytes))});
  }
}

void judge_slots(const Rows& rows, const ObstacleQuestion&, Obstacles& obstacles) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    obstacles.found.push_back(
        {Effect::Slows,
         fmt::format("replication slot {} is not in use, and keeps {} of WAL on the disk; what the "
                     "change writes comes on top",
                     rows.text(row, "name"), size_of(number(rows, row, "kept")))});
  }
}

/// The table of locks grows into memory that nothing else wants, to twice its size and more: only
/// far beyond that is it certain that a transaction fails.
void judge_lock_table(const Rows& rows, const ObstacleQuestion& question, Obstacles& obstacles) {
  constexpr std::size_t certain = 4;
  const auto room = static_cast<std::size_t>(number(rows, 0, "room"));
  if (question.relations < room) return;
  obstacles.found.push_back(
      {question.relations >= certain * room ? Effect::Blocks : Effect::Slows,
       fmt::format("up to {} tables and indexes are locked at once, and the server has set aside "
                   "room for {} locks of all sessions: if it runs out of shared memory, raise "
                   "max_locks_per_transaction ({})",
                   question.relations, room, rows.text(0, "each"))});
}

void judge_rights(const Rows& rows, const ObstacleQuestion&, Obstacles& obstacles) {
  if (rows.text(0, "sees") == "t") return;
  obstacles.unseen.push_back(
      fmt::format("sessions of other users: their locks are seen, but not since when and what they "
                  "do; GRANT pg_read_all_stats TO {} would let it",
                  rows.text(0, "user")));
}

}  // namespace

const ObstacleLook wraparound_look = {
    .about = "the age of the database",
    .sql =
        "SELECT pg_catalog.age(datfrozenxid) AS age FROM pg_catalog.pg_database"
        " WHERE datname = pg_catalog.current_database()",
    .judge = judge_wraparound,
};

const ObstacleLook old_tables_look = {
    .about = "the age of tables",
    .sql =
        "SELECT t.label FROM touched t JOIN pg_catalog.pg_class c ON c.oid = t.relation"
        " WHERE c.relkind IN ('r', 'm') AND pg_catalog.age(c.relfrozenxid) >"
        "  pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint ORDER BY 1",
    .judge = judge_old_tables,
};

const ObstacleLook commit_look = {
    .about = "synchronous replicas",
    .sql =
        "SELECT names, names <> '' AND NOT EXISTS (SELECT 1 FROM"
        "  pg_catalog.pg_stat_replication WHERE sync_state IN ('sync', 'quorum'))"
        "  AND pg_catalog.current_setting('synchronous_commit') NOT IN ('off', 'local')"
        "  AND (SELECT pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'))"
        "  AS waits FROM (SELECT"
        "  pg_catalog.current_setting('synchronous_standby_names') AS names) s",
    .judge = judge_commit,
};

const ObstacleLook replica_look = {
    .about = "replicas",
    .sql =
        "SELECT coalesce(nullif(application_name, ''), client_addr::text, pid::text) AS name,"
        " state, extract(epoch FROM replay_lag)::bigint AS lag,"
        " CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_wal_lsn_diff("
        "  pg_catalog.pg_current_wal_lsn(), replay_lsn)::bigint END AS behind"
        " FROM pg_catalog.pg_stat_replication ORDER BY 1",
    .judge = judge_replicas,
};

const ObstacleLook slot_look = {
    .about = "replication slots",
    .sql =
        "SELECT slot_name AS name, CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN"
        "  pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), restart_lsn)::bigint END"
        "  AS kept FROM pg_catalog.pg_replication_slots"
        " WHERE NOT active AND restart_lsn IS NOT NULL ORDER BY 1",
    .judge = judge_slots,
};

const ObstacleLook lock_table_look = {
    .about = "the table of locks",
    .sql =
        "SELECT pg_catalog.current_setting('max_locks_per_transaction') AS each,"
        " pg_catalog.current_setting('max_locks_per_transaction')::bigint *"
        " (pg_catalog.current_setting('max_connections')::bigint +"
        "  pg_catalog.current_setting('max_prepared_transactions')::bigint) AS room",
    .judge = judge_lock_table,
};

const ObstacleLook rights_look = {
    .about = "rights",
    .sql =
        "SELECT current_user::text AS user,"
        " pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS sees",
    .judge = judge_rights,
};

}  // namespace syncline::postgres
