#include <fmt/format.h>

#include "base/secret.h"
#include "base/text.h"
#include "postgres/obstacles.h"

namespace syncline::postgres {

namespace {

using Effect = Obstacle::Effect;

std::string age_text(const std::string& seconds) {
  return spelled_duration(std::chrono::seconds(number_in<std::int64_t>(seconds)));
}

/// Its beginning, on one line.
std::string shown_query(const std::string& query) {
  constexpr std::size_t most = 80;
  std::string text;
  for (const char c : query) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  text = masked_words(text);
  if (text.size() <= most) return text;
  std::size_t end = most;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // no half letter
  return text.substr(0, end) + "…";
}

/// "pid 4711 (user ann, application psql, idle in transaction for 90 s)"
std::string name_of(const Rows& rows, std::size_t row) {
  std::string text = fmt::format("pid {} (user {}", rows.text(row, "pid"), rows.text(row, "user"));
  const std::string application = rows.text(row, "application");
  if (!application.empty()) text += ", application " + masked_words(application);
  const std::string state = rows.text(row, "state"), age = rows.text(row, "age");
  if (!state.empty()) text += ", " + state;
  if (!age.empty()) text += fmt::format(", its transaction for {}", age_text(age));
  return text + ")";
}

bool is_dump(const std::string& application) {
  return application == "pg_dump" || application == "pg_dumpall";
}

/// Nothing: it is in nobody's way, or will not be for long.
std::optional<Obstacle> judged(const Rows& rows, std::size_t row, std::chrono::seconds patience) {
  const std::string tables = rows.text(row, "tables"), age = rows.text(row, "age");
  const std::string who = name_of(rows, row), query = rows.text(row, "query");
  if (rows.text(row, "type") == "autovacuum worker") {
    // Any other gives way as soon as somebody waits for it.
    if (tables.empty() || query.find("to prevent wraparound") == query.npos) return {};
    return Obstacle{Effect::Blocks,
                    fmt::format("pid {} is an autovacuum to prevent wraparound of {}, which does "
                                "not give way",
                                rows.text(row, "pid"), tables)};
  }
  if (is_dump(rows.text(row, "application"))) {
    return tables.empty()
               ? Obstacle{Effect::Slows, who + " is a dump that is running"}
               : Obstacle{Effect::Blocks, fmt::format("{} is a dump that reads {}", who, tables)};
  }
  const std::string doing = query.empty() ? "" : ": " + shown_query(query);
  if (age.empty()) {
    if (tables.empty()) return {};
    return Obstacle{Effect::Slows, fmt::format("{} holds a lock on {}, for how long is not to be "
                                               "seen{}",
                                               who, tables, doing)};
  }
  if (number_in<std::int64_t>(age) < patience.count()) return {};
  if (tables.empty()) {
    return Obstacle{Effect::Slows,
                    fmt::format("{} holds no lock on what is changed, but CREATE INDEX "
                                "CONCURRENTLY would wait for it{}",
                                who, doing)};
  }
  return Obstacle{Effect::Blocks, fmt::format("{} holds a lock on {}{}", who, tables, doing)};
}

void judge_sessions(const Rows& rows, const ObstacleQuestion& question, Obstacles& obstacles) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    if (auto found = judged(rows, row, question.patience)) {
      obstacles.found.push_back(std::move(*found));
    }
  }
}

void judge_prepared(const Rows& rows, const ObstacleQuestion&, Obstacles& obstacles) {
  for (std::size_t row = 0; row < rows.rows.size(); ++row) {
    const std::string tables = rows.text(row, "tables");
    const std::string what = fmt::format("prepared transaction \"{}\" (user {}, for {})",
                                         masked_words(rows.text(row, "gid")),
                                         rows.text(row, "user"), age_text(rows.text(row, "age")));
    if (tables.empty()) {
      obstacles.found.push_back(
          {Effect::Slows, what +
                              " holds no lock on what is changed, but keeps VACUUM from cleaning "
                              "up: COMMIT PREPARED or ROLLBACK PREPARED ends it"});
    } else {
      obstacles.found.push_back(
          {Effect::Blocks, fmt::format("{} holds a lock on {}: only COMMIT PREPARED or ROLLBACK "
                                       "PREPARED ends it",
                                       what, tables)});
    }
  }
}

}  // namespace

const ObstacleLook session_look = {
    .about = "sessions",
    .sql =
        "SELECT a.pid::text AS pid, a.usename AS user, a.application_name AS application, a.state,"
        " a.backend_type AS type, h.tables,"
        " nullif(a.query, '<insufficient privilege>') AS query,"
        " extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start)::bigint AS age"
        " FROM pg_catalog.pg_stat_activity a LEFT JOIN (SELECT pid,"
        "  pg_catalog.string_agg(tables, ', ') AS tables FROM held GROUP BY 1) h ON h.pid = a.pid"
        " WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()"
        " AND coalesce(a.backend_type, 'client backend') IN ('client backend', 'autovacuum worker')"
        " AND (h.tables IS NOT NULL OR a.xact_start <= pg_catalog.clock_timestamp() -"
        "  (SELECT patience FROM asked) * interval '1 second' OR a.application_name IN ('pg_dump', "
        "'pg_dumpall'))"
        " ORDER BY h.tables IS NULL, a.xact_start, a.pid",
    .judge = judge_sessions,
};

const ObstacleLook prepared_look = {
    .about = "prepared transactions",
    // Their locks are of no process; the second half of their name is the transaction's number.
    .sql =
        "SELECT p.gid, p.owner AS user, h.tables,"
        " extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared)::bigint AS age"
        " FROM pg_catalog.pg_prepared_xacts p LEFT JOIN held h"
        "  ON h.pid IS NULL AND h.transaction = '-1/' || p.transaction::text"
        " WHERE p.database = pg_catalog.current_database() ORDER BY p.prepared",
    .judge = judge_prepared,
};

}  // namespace syncline::postgres
