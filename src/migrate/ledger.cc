#include "migrate/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace syncline {

namespace {

constexpr How hows[] = {How::Applied, How::Stamped, How::Forced, How::Baseline, How::Squashed};
constexpr StatementOutcome outcomes[] = {StatementOutcome::Done, StatementOutcome::Begun,
                                         StatementOutcome::Failed};

template <class Values, class Name>
auto named(const Values& values, Name name, std::string_view word) {
  const auto found =
      std::ranges::find_if(values, [&](const auto& value) { return name(value) == word; });
  return found == std::end(values) ? *std::begin(values) : *found;
}

}  // namespace

bool Ledger::has_table(std::string_view name) {
  return !session_.query(dialect_.table_exists_sql, {sql_.table(name)}).empty();
}

bool Ledger::exists() {
  known_ = known_ || has_table("state");
  return known_;
}

void Ledger::check_version(const Rows& found) const {
  const int version = found.empty() ? 0 : number_in(found.text(0, "version"));
  if (version >= 1 && version <= ledger_version) return;
  if (version > ledger_version) {
    throw Error(
        Failure::Refused,
        fmt::format("the ledger of this database was made by a newer syncline (its version is "
                    "{}, this program knows {})",
                    version, ledger_version))
        .with_hint("use that version of syncline, or a newer one");
  }
  throw Error(Failure::Database,
              fmt::format("the ledger of this database is damaged: {} does not say its version",
                          sql_.table("state")))
      .with_hint("bring the row back: name 'version', value '1'");
}

void Ledger::create() {
  const std::string version_sql =
      "SELECT value AS version FROM " + sql_.table("state") + " WHERE name = 'version'";
  if (exists()) return check_version(session_.query(version_sql));
  OpenTransaction transaction(session_);
  for (const std::string& statement : sql_.create()) session_.execute(statement);
  check_version(session_.query(version_sql));  // another process may have been quicker
  transaction.commit();
}

std::vector<Applied> Ledger::applied() {
  if (!exists()) return {};
  const Rows found = session_.query(fmt::format(
      "SELECT s.value AS version, r.revision, r.message, r.file, r.checksum, r.meaning, "
      "r.fingerprint, r.how, r.started_at, r.finished_at, r.applied_by, r.tool FROM {} s "
      "LEFT JOIN {} r ON true WHERE s.name = 'version' ORDER BY r.position",
      sql_.table("state"), sql_.table("revisions")));
  check_version(found);
  std::vector<Applied> applied;
  for (const auto& row : found.rows) {
    const auto text = [&](std::size_t column) { return row[column].value_or(""); };
    if (text(1).empty()) continue;  // nothing is applied: the join gave a row of NULLs
    applied.push_back({text(1), text(2), text(3), text(4), text(5), text(6),
                       named(hows, how_name, text(7)), text(8), text(9), text(10), text(11)});
  }
  return applied;
}

bool Ledger::used() {
  // A mark or an unlock says nothing of revisions.
  return exists() &&
         !session_
              .query(fmt::format("SELECT 1 AS found FROM {} WHERE action NOT IN ('mark', 'unlock') "
                                 "UNION ALL SELECT 1 FROM {} LIMIT 1",
                                 sql_.table("journal"), sql_.table("revisions")))
              .empty();
}

bool Ledger::has(const std::string& revision) {
  return !session_
              .query("SELECT 1 AS found FROM " + sql_.table("revisions") + " WHERE revision = $1",
                     {revision})
              .empty();
}

std::vector<JournalEntry> Ledger::journal(const JournalQuery& query) {
  if (!exists()) return {};
  Parameters values;
  std::string sql =
      "SELECT entry, revision, action, section, statement, outcome, sql, note, started_at, "
      "finished_at, milliseconds, applied_by, tool FROM " +
      sql_.table("journal");
  if (query.revision) {
    sql += " WHERE revision = $1";
    values.emplace_back(query.revision);
  }
  sql += " ORDER BY entry DESC";
  if (query.limit > 0) sql += fmt::format(" LIMIT {}", query.limit);
  const Rows found = session_.query(sql, values);
  std::vector<JournalEntry> entries;
  for (auto row = found.rows.rbegin(); row != found.rows.rend(); ++row) {
    const auto text = [&](std::size_t column) { return (*row)[column].value_or(""); };
    entries.push_back({number_in<std::int64_t>(text(0)), text(1), text(2), number_in(text(3)),
                       number_in(text(4)), named(outcomes, outcome_name, text(5)), text(6), text(7),
                       text(8), text(9), number_in<double>(text(10)), text(11), text(12)});
  }
  return entries;
}

Ledger::Numbers Ledger::last_numbers() {
  const Rows found = session_.query(fmt::format(
      "SELECT (SELECT MAX(entry) FROM {}) AS entry, (SELECT MAX(position) FROM {}) AS position",
      sql_.table("journal"), sql_.table("revisions")));
  return {number_in<std::int64_t>(found.text(0, "entry")),
          number_in<std::int64_t>(found.text(0, "position"))};
}

std::optional<Verified> Ledger::verified() {
  if (!exists()) return std::nullopt;
  const Rows found = session_.query(
      fmt::format("SELECT v.value AS version, f.value AS fingerprint, s.value AS stamp FROM {0} v "
                  "LEFT JOIN {0} f ON f.name = 'fingerprint' LEFT JOIN {0} s ON s.name = 'stamp' "
                  "WHERE v.name = 'version'",
                  sql_.table("state")));
  check_version(found);
  Verified verified{found.text(0, "fingerprint"), found.text(0, "stamp")};
  if (verified.fingerprint.empty() || verified.stamp.empty()) return std::nullopt;
  return verified;
}

JournalNumbers Ledger::journal_numbers() {
  if (!exists()) return {};
  const std::string journal = sql_.table("journal");
  const std::string statements = "action IN ('up', 'down') AND statement > 0";
  // A run that got as far as a first statement left one row of it, whatever became of it.
  const Rows rows = session_.query(fmt::format(
      "SELECT count(CASE WHEN section = 1 AND statement = 1 AND outcome <> 'begun' THEN 1 END) AS "
      "runs,"
      " count(CASE WHEN outcome = 'failed' THEN 1 END) AS failures,"
      " coalesce(sum(milliseconds), 0) AS milliseconds,"
      " coalesce(max(CASE WHEN outcome = 'done' THEN finished_at END), '') AS success,"
      " coalesce(max(CASE WHEN outcome = 'failed' THEN finished_at END), '') AS failure,"
      " (SELECT coalesce(sum(milliseconds), 0) FROM {0} WHERE {1} AND revision = (SELECT revision"
      " FROM {0} WHERE {1} ORDER BY entry DESC LIMIT 1)) AS last FROM {0} WHERE {1}",
      journal, statements));
  JournalNumbers numbers;
  numbers.runs = number_in<std::int64_t>(rows.text(0, "runs"));
  numbers.failures = number_in<std::int64_t>(rows.text(0, "failures"));
  numbers.seconds = number_in<double>(rows.text(0, "milliseconds")) / 1000;
  numbers.last_seconds = number_in<double>(rows.text(0, "last")) / 1000;
  numbers.last_success = rows.text(0, "success");
  numbers.last_failure = rows.text(0, "failure");
  return numbers;
}

std::optional<std::string> Ledger::state(std::string_view name) {
  if (!exists()) return {};
  const Rows rows = session_.query("SELECT value FROM " + sql_.table("state") + " WHERE name = $1",
                                   {std::string(name)});
  if (rows.empty()) return {};
  return rows.text(0, "value");
}

std::optional<Unfinished> Ledger::unfinished() {
  const Rows found =
      session_.query("SELECT value FROM " + sql_.table("state") + " WHERE name = 'unfinished'");
  if (found.empty()) return std::nullopt;
  const std::vector<std::string> words = split(found.text(0, "value"), ' ');
  if (words.size() < 4) return std::nullopt;  // empty: what was begun was finished
  Unfinished unfinished{words[1],
                        words[0] == action_name(Direction::Up) ? Direction::Up : Direction::Down,
                        number_in<std::size_t>(words[2]), words[3]};
  if (words.size() > 4) unfinished.begun = join({words.begin() + 4, words.end()}, " ");
  return unfinished;
}

std::optional<Lease> Ledger::lease(LeasePlace place) {
  if (!exists()) return {};
  const Rows found =
      session_.query(fmt::format("SELECT owner, who, host, pid, purpose, since, heartbeat, {} AS "
                                 "seen FROM {} WHERE place = {}",
                                 dialect_.now_sql, sql_.table("lease"), static_cast<int>(place)));
  if (found.empty()) return std::nullopt;
  const auto text = [&](std::string_view column) { return found.text(0, column); };
  return Lease{text("owner"),          text("who"),     text("host"),
               number_in(text("pid")), text("purpose"), text("since"),
               text("heartbeat"),      text("seen"),    !session_.has_another()};
}

std::vector<DeploymentRow> Ledger::deployments(const DeploymentQuery& query) {
  if (!has_table("deployments")) return {};
  std::string sql = fmt::format(
      "SELECT deployment, environment, kind, state, started_at, finished_at, applied_by, tool, {} "
      "FROM {}",
      query.records ? "record" : "'' AS record", sql_.table("deployments"));
  Parameters values;
  if (query.environment) {
    sql += " WHERE environment = $1";
    values.emplace_back(query.environment);
  }
  sql += " ORDER BY started_at DESC, deployment DESC";
  if (query.limit > 0) sql += fmt::format(" LIMIT {}", query.limit);
  std::vector<DeploymentRow> all;
  const Rows found = session_.query(sql, values);
  for (const auto& row : found.rows) {
    const auto text = [&](std::size_t column) { return row[column].value_or(""); };
    all.push_back(
        {text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), text(8)});
  }
  return all;
}

std::map<std::string, std::int64_t> Ledger::deployment_counts(const std::string& environment) {
  if (!has_table("deployments")) return {};
  const Rows found = session_.query(
      fmt::format("SELECT state, count(*) AS many FROM {} WHERE environment = $1 GROUP BY state",
                  sql_.table("deployments")),
      {environment});
  std::map<std::string, std::int64_t> counts;
  for (std::size_t row = 0; row < found.rows.size(); ++row) {
    counts[found.text(row, "state")] = number_in<std::int64_t>(found.text(row, "many"));
  }
  return counts;
}

void Ledger::save_deployment(const DeploymentRow& row) {
  create();
  if (!has_table("deployments")) session_.execute(sql_.create_deployments());
  session_.execute(sql_.save_deployment(row));
}

void Ledger::add(const Applied& revision) { session_.execute(sql_.add(revision)); }

void Ledger::remove(const std::string& revision) { session_.execute(sql_.remove(revision)); }

void Ledger::set_file(const std::string& revision, const Applied& as) {
  session_.execute(sql_.set_file(revision, as));
}

void Ledger::record(const std::vector<JournalEntry>& entries) {
  for (const std::string& statement : sql_.journal(entries)) session_.execute(statement);
}

void Ledger::set_unfinished(const std::optional<Unfinished>& unfinished) {
  session_.execute(sql_.set_unfinished(unfinished));
}

void Ledger::set_verified(const std::string& revision, const Verified& verified) {
  session_.execute(sql_.set_fingerprint(revision, verified.fingerprint));
  session_.execute(sql_.set_state("fingerprint", verified.fingerprint));
  session_.execute(sql_.set_state("stamp", verified.stamp));
}

}  // namespace syncline
