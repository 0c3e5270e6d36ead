#include "migrate/foreign_ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace syncline {

namespace {

constexpr ForeignTool tools[] = {
    {.name = "alembic",
     .table = "alembic_version",
     .order = VersionOrder::Exact,
     .rows_sql = "SELECT version_num AS version, 'lineage' AS state FROM {table}",
     .mend = ""},
    {.name = "diesel",
     .table = "__diesel_schema_migrations",
     .order = VersionOrder::Text,
     .rows_sql = "SELECT version, 'applied' AS state FROM {table}",
     .mend = ""},
    {.name = "dbmate",
     .table = "schema_migrations",
     .order = VersionOrder::Number,
     .rows_sql = "SELECT version, 'applied' AS state FROM {table}",
     .mend = ""},
    {.name = "golang-migrate",
     .table = "schema_migrations",
     .order = VersionOrder::Number,
     .rows_sql = "SELECT CAST(version AS text) AS version, CASE WHEN dirty THEN 'dirty' ELSE "
                 "'upto' END AS state FROM {table} WHERE version >= 0 OR dirty",
     .mend = "bring the schema to a whole version, then: migrate force VERSION"},
    {.name = "goose",
     .table = "goose_db_version",
     .order = VersionOrder::Number,
     // A way back leaves a row as well: the last one of a version counts.
     .rows_sql = "SELECT CAST(version_id AS text) AS version, 'applied' AS state FROM {table} g "
                 "WHERE version_id > 0 AND is_applied AND id = (SELECT MAX(id) FROM {table} l "
                 "WHERE l.version_id = g.version_id)",
     .mend = ""},
    {.name = "flyway",
     .table = "flyway_schema_history",
     .order = VersionOrder::Dotted,
     .rows_sql =
         "SELECT COALESCE(version, 'R_' || description) AS version, CASE WHEN NOT success THEN "
         "'failed' WHEN type LIKE '%BASELINE' THEN 'baseline' ELSE 'applied' END AS state "
         "FROM {table} f WHERE type <> 'SCHEMA' AND type <> 'DELETE' AND type NOT LIKE 'UNDO%' "
         "AND installed_rank = (SELECT MAX(installed_rank) FROM {table} l WHERE l.type <> 'SCHEMA' "
         "AND COALESCE(l.version, l.script) = COALESCE(f.version, f.script))",
     .mend = "see what it left in the schema, then: flyway repair"},
    {.name = "liquibase",
     .table = "databasechangelog",
     .order = VersionOrder::Exact,
     .rows_sql = "SELECT author || '-' || id AS version, CASE WHEN exectype = 'FAILED' THEN "
                 "'failed' ELSE 'applied' END AS state FROM {table} WHERE exectype <> 'SKIPPED'",
     .mend = "see what it left in the schema, then run liquibase update once more"},
    {.name = "sqitch",
     .table = "sqitch.changes",
     .order = VersionOrder::Exact,
     // A change that was reworked is there twice, under one name.
     .rows_sql = "SELECT change || CASE WHEN number > 1 THEN '.' || number ELSE '' END AS version, "
                 "'applied' AS state FROM (SELECT change, row_number() OVER (PARTITION BY project, "
                 "change ORDER BY planned_at) AS number FROM {table}) AS numbered",
     .mend = ""},
    {.name = "graphile-migrate",
     .table = "graphile_migrate.migrations",
     .order = VersionOrder::Number,
     .rows_sql = "SELECT substr(filename, 1, 6) AS version, 'applied' AS state FROM {table}",
     .mend = ""},
};

constexpr std::string_view version_table_columns =
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))";

bool id_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_';
}

/// A name without a schema must mean one table, whatever a revision sets.
std::string qualified(const std::string& table, const Dialect& dialect) {
  return table.find('.') != table.npos ? table : fmt::format("{}.{}", dialect.usual_schema, table);
}

/// The rows of one tool in one database, as our revisions.
class Reading {
 public:
  Reading(const ForeignTool& tool, const History& history, std::string where)
      : tool_(tool), history_(history), where_(std::move(where)) {}

  void take(const std::string& version, const std::string& state) {
    const auto key = version_key(version, tool_.order);
    if (state == "baseline" && key) return take_upto(*key);
    const Revision* revision = find(version, key);
    if (state != "applied" && state != "lineage" && state != "upto") refuse(version, state);
    if (!revision) {
      throw Error(Failure::Input,
                  fmt::format("{} says that {} is applied, which no revision of this project is",
                              where_, version))
          .with_hint("get its file and import the history anew; nothing was changed");
    }
    if (state == "applied") {
      found_.insert(revision->id);
    } else {
      found_.merge(history_.lineage(*revision));
    }
  }

  RevisionSet done() { return std::move(found_); }

 private:
  const Revision* find(const std::string& version, const std::optional<VersionKey>& key) const {
    if (const Revision* exact = history_.find(as_revision_id(version))) return exact;
    if (!key || tool_.order == VersionOrder::Exact) return nullptr;
    for (const Revision& one : history_.revisions()) {
      if (version_key(one.id, tool_.order) == key) return &one;
    }
    return nullptr;
  }

  void take_upto(const VersionKey& last) {
    for (const Revision& one : history_.revisions()) {
      const auto key = version_key(one.id, tool_.order);
      if (key && *key <= last) found_.insert(one.id);
    }
  }

  [[noreturn]] void refuse(const std::string& version, const std::string& state) const {
    throw Error(Failure::Refused, fmt::format("{} calls version {} {}: {} has not finished it",
                                              where_, version, state, tool_.name))
        .with_hint(std::string(tool_.mend));
  }

  const ForeignTool& tool_;
  const History& history_;
  std::string where_;
  RevisionSet found_;
};

}  // namespace

std::optional<VersionKey> version_key(std::string_view version, VersionOrder order) {
  if (version.empty()) return {};
  if (order == VersionOrder::Exact) return VersionKey{{0, as_revision_id(version)}};
  if (order == VersionOrder::Text) return VersionKey{{0, replace_all(version, "-", "")}};
  const std::string dotted =
      order == VersionOrder::Dotted ? replace_all(version, "_", ".") : std::string(version);
  VersionKey key;
  for (const std::string& part : split(dotted, '.')) {
    if (part.empty() || part.find_first_not_of("0123456789") != part.npos) return {};
    const std::string digits = part.substr(std::min(part.find_first_not_of('0'), part.size()));
    key.emplace_back(digits.size(), digits);
  }
  while (key.size() > 1 && key.back().second.empty()) key.pop_back();  // 1.0 is 1
  if (order == VersionOrder::Number && dotted.find('.') != dotted.npos) return {};
  return key;
}

std::string as_revision_id(std::string_view version) {
  std::string id = version.starts_with('-') || version.starts_with('.') ? "r" : "";
  for (const char c : version) id += id_letter(c) ? c : '_';
  if (id == "head" || id == "heads" || id == "base" || id == "current") id += "_";
  return id;
}

std::span<const ForeignTool> foreign_tools() { return tools; }

const ForeignTool* foreign_tool(std::string_view name) {
  const auto found = std::ranges::find(tools, name, &ForeignTool::name);
  return found == std::end(tools) ? nullptr : found;
}

std::string ForeignSettings::table_name() const {
  if (!table.empty()) return table;
  return known() ? std::string(known()->table) : "";
}

std::vector<std::string> objects_of(const ForeignSettings& settings) {
  if (!settings.known()) return {};
  const std::string table = settings.table_name();
  const std::size_t dot = table.find('.');
  // Tools that have a schema of their own have all of it.
  if (settings.table.empty() && dot != table.npos) {
    const std::string schema = table.substr(0, dot);
    return {"schema " + schema, "* " + schema + ".*"};
  }
  std::vector<std::string> names{table}, patterns;
  if (settings.tool == "liquibase") {
    names = {table, table + "lock", "DATABASECHANGELOG", "DATABASECHANGELOGLOCK"};
  }
  for (const std::string& one : names) {
    for (const char* schema : {"", "*."}) {
      patterns.push_back(fmt::format("table {}{}", schema, one));
      patterns.push_back(fmt::format("sequence {}{}_*", schema, one));
    }
  }
  return patterns;
}

std::optional<RevisionSet> foreign_applied(Session& session, const Dialect& dialect,
                                           const ForeignSettings& settings, const History& history,
                                           const std::string& what) {
  const ForeignTool* tool = settings.known();
  if (!tool) return {};
  const std::string table = settings.table_name();
  if (session.query(dialect.table_exists_sql, {table}).empty()) return {};
  const Rows rows = session.query(replace_all(tool->rows_sql, "{table}", table));
  Reading reading(*tool, history, fmt::format("the table {} of {}", table, what));
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    reading.take(rows.text(i, "version"), rows.text(i, "state"));
  }
  return reading.done();
}

std::vector<std::string> in_step_sql(const ForeignSettings& settings, const Dialect& dialect,
                                     const History& history) {
  if (!settings.keep_alembic) return {};
  const std::string table = qualified(settings.table_name(), dialect);
  const std::string revisions = LedgerSql(dialect).table("revisions");
  std::string edges;  // of a revision, and one that follows it or depends on it
  const auto edge = [&](const std::string& before, const std::string& after) {
    edges += fmt::format("{}({}, {})", edges.empty() ? "" : ", ", dialect.quote_text(before),
                         dialect.quote_text(after));
  };
  for (const auto* revisions_of : {&history.revisions(), &history.replaced()}) {
    for (const Revision& one : *revisions_of) {
      for (const std::string& parent : one.parents) edge(parent, one.id);
      for (const Named& needed : one.depends) {
        const Revision* dependency = history.labelled(needed.id);
        edge(dependency ? dependency->id : needed.id, one.id);
      }
    }
  }
  std::string insert =
      fmt::format("INSERT INTO {} (version_num) SELECT revision FROM {}", table, revisions);
  if (!edges.empty()) {
    insert += fmt::format(
        " WHERE revision NOT IN (SELECT e.column1 FROM (VALUES {}) e WHERE e.column2 IN "
        "(SELECT revision FROM {}))",
        edges, revisions);
  }
  return {"DELETE FROM " + table, std::move(insert)};
}

std::string make_in_step_sql(const ForeignSettings& settings, const Dialect& dialect) {
  if (!settings.keep_alembic) return "";
  return fmt::format("CREATE TABLE IF NOT EXISTS {} {}", qualified(settings.table_name(), dialect),
                     version_table_columns);
}

}  // namespace syncline
