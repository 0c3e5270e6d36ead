#include "postgres/blockers.h"

#include "base/text.h"

namespace syncline::postgres {

namespace {

constexpr std::size_t shown_query = 80;

/// Who holds what `backend` waits for, one line each.
constexpr const char* blockers_query =
    "SELECT pg_catalog.format('pid %s (%s)%s', b.pid,"
    " pg_catalog.concat_ws(', ', 'user ' || a.usename, 'application ' || "
    "nullif(a.application_name, ''),"
    "  nullif(a.backend_type, 'client backend'), a.state, 'for ' ||"
    "  (extract(epoch FROM pg_catalog.clock_timestamp() -"
    "   CASE WHEN a.state = 'active' THEN a.query_start ELSE a.state_change END)::int) || ' s'),"
    " ': ' || nullif(pg_catalog.regexp_replace(a.query, '\\s+', ' ', 'g'), ''))"
    " FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS pid) b"
    " LEFT JOIN pg_catalog.pg_stat_activity a USING (pid) ORDER BY b.pid";

std::string cut(std::string line) {
  const std::size_t query = line.find("): ");
  if (query == std::string::npos || line.size() <= query + 3 + shown_query) return line;
  return line.substr(0, query + 3 + shown_query) + "…";
}

}  // namespace

void Watcher::get_ready() {
  if (connection_) return;
  try {
    connection_ = std::make_unique<Connection>(watched_.settings(), std::chrono::seconds(2));
  } catch (const Error&) {
    // No second connection to be had: the error will name nobody.
  }
}

void Watcher::look() {
  if (!connection_) return;
  try {
    const OwnedResult rows = connection_->run(blockers_query, {std::to_string(watched_.backend())});
    std::vector<std::string> found;
    const Result result(rows.get());
    for (int row = 0; row < result.rows(); ++row) found.push_back(cut(result.string(row, 0)));
    if (!found.empty()) blockers_ = join(found, "; ");
  } catch (const Error&) {
    connection_.reset();
  }
}

}  // namespace syncline::postgres
