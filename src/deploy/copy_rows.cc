#include "deploy/copy_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "deploy/gathered_rows.h"

namespace syncline {

namespace {

std::vector<TablePath> tables_in_scope(Database& local) {
  std::vector<TablePath> tables;
  for (const Object& one : local.catalog().objects()) {
    if (one.id.kind() == "table") tables.push_back(one.id.path());
  }
  return tables;
}

/// By its last words: "orders" is "public.orders".
bool ends_with(const TablePath& path, const std::string& text) {
  std::string name = path.back();
  for (auto part = path.rbegin(); part != path.rend();) {
    if (name == text) return true;
    if (++part != path.rend()) name = *part + "." + name;
  }
  return false;
}

/// Without a key nobody could tell which rows are there already.
bool can_be_added_to(Session& session, const Dialect& dialect, const TablePath& table) {
  const KeepTools& tools = *dialect.keep_tools;
  const bool keyed = std::ranges::any_of(tools.columns(session, table),
                                         [](const KeptColumn& one) { return one.key > 0; });
  return keyed ||
         session.query(fmt::format("SELECT 1 FROM {} LIMIT 1", tools.table_sql(table))).empty();
}

void require_same(Database& from, Database& local, const Dialect& dialect,
                  const GatheredTable& table) {
  const auto shape = [&](Database& database) {
    std::vector<std::string> columns;
    for (const KeptColumn& one : dialect.keep_tools->columns(database.session(), table.path)) {
      columns.push_back(fmt::format("{} {} {} {}", lower(one.name), one.type, one.key,
                                    one.generated ? "generated" : ""));
    }
    return columns;
  };
  if (shape(from) == shape(local)) return;
  throw Error(Failure::Refused, fmt::format("table {} is another one in {} than in {}: its rows "
                                            "cannot be copied",
                                            join(table.path, "."), from.what(), local.what()))
      .with_hint("see what differs: syncline env compare; no row was written");
}

/// Writes gathered rows, in the transaction of the caller.
class RowWriter {
 public:
  RowWriter(Database& local, const Dialect& dialect)
      : local_(local), session_(local.session()), dialect_(dialect) {}

  std::int64_t count(const GatheredTable& table) {
    const Rows counted = session_.query("SELECT count(*) AS n FROM " + name(table));
    return number_in<std::int64_t>(counted.text(0, "n"));
  }

  void require_key(const GatheredTable& table) {
    if (!table.key.empty() || table.rows.empty() || count(table) == 0) return;
    throw Error(Failure::Refused,
                fmt::format("table {} has no key that tells its rows apart, and has rows in {}: "
                            "they would be there twice",
                            join(table.path, "."), local_.what()))
        .with_hint("empty it first, or leave it out; no row was written");
  }

  void write(const GatheredTable& table, const RowPart& part) {
    constexpr std::size_t most_rows = 500, most_bytes = 1'000'000;
    std::vector<std::string> columns;
    for (const std::string& one : table.columns) columns.push_back(dialect_.quote_name(one));
    const std::string head = fmt::format("INSERT INTO {} ({}){} VALUES ", name(table),
                                         join(columns, ", "), dialect_.keep_tools->insert_override);
    std::string values;
    std::size_t rows = 0;
    const auto flush = [&] {
      if (rows > 0) session_.execute(fmt::format("{}{} ON CONFLICT DO NOTHING", head, values));
      values.clear();
      rows = 0;
    };
    for (const std::size_t row : part.rows) {
      values += fmt::format("{}({})", rows == 0 ? "" : ", ", join(table.rows[row], ", "));
      if (++rows == most_rows || values.size() > most_bytes) flush();
    }
    flush();
  }

 private:
  std::string name(const GatheredTable& table) {
    return dialect_.keep_tools->table_sql(table.path);
  }

  Database& local_;
  Session& session_;
  const Dialect& dialect_;
};

void run_all(Session& session, const std::vector<std::string>& statements) {
  for (const std::string& one : statements) session.execute(one);
}

/// Returns how many rows each table has got.
std::vector<std::size_t> write_all(Database& local, const Dialect& dialect,
                                   const GatheredRows& rows) {
  const RowTools& tools = *dialect.row_tools;
  Session& session = local.session();
  session.set_lock_policy({});
  OpenTransaction transaction(session);
  RowWriter writer(local, dialect);
  std::vector<std::string> afterwards;
  std::vector<std::int64_t> before;
  if (!tools.defer_keys.empty()) session.execute(tools.defer_keys);
  for (const GatheredTable& table : rows.tables()) {
    writer.require_key(table);
    before.push_back(writer.count(table));
    const Quiet quiet = dialect.keep_tools->quiet(session, table.path);
    run_all(session, quiet.before);
    afterwards.insert(afterwards.end(), quiet.after.begin(), quiet.after.end());
  }
  for (const RowPart& part : rows.in_order()) writer.write(rows.tables()[part.table], part);
  if (!tools.check_keys.empty()) session.execute(tools.check_keys);
  run_all(session, afterwards);
  std::vector<std::size_t> added;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const GatheredTable& table = rows.tables()[i];
    added.push_back(static_cast<std::size_t>(writer.count(table) - before[i]));
    run_all(session, tools.raise_counters(session, table.path));
  }
  transaction.commit();
  return added;
}

}  // namespace

WantedRows parse_wanted(std::string_view text, Database& local) {
  const std::size_t colon = text.find(':');
  const std::string name(trim(text.substr(0, colon)));
  WantedRows wanted;
  if (colon != text.npos) wanted.condition = trim(text.substr(colon + 1));
  std::vector<std::string> found, known;
  for (const TablePath& table : tables_in_scope(local)) {
    known.push_back(join(table, "."));
    if (!ends_with(table, name)) continue;
    found.push_back(known.back());
    wanted.table = table;
  }
  if (found.size() == 1) return wanted;
  if (found.empty()) {
    throw Error(Failure::Usage, fmt::format("{} has no table {}", local.what(), name))
        .with_hint(fmt::format("it has: {}", join(known, ", ")));
  }
  throw Error(Failure::Usage, fmt::format("{} could be {}", name, join(found, " or ")))
      .with_hint("say it with its schema");
}

std::vector<WantedRows> all_tables(Database& local, const Dialect& dialect) {
  const std::vector<TablePath> known = tables_in_scope(local);
  std::vector<WantedRows> result;
  for (const TablePath& table : dialect.row_tools->tables(local.session())) {
    if (std::ranges::find(known, table) == known.end()) continue;
    if (can_be_added_to(local.session(), dialect, table)) result.push_back({table, ""});
  }
  return result;
}

std::vector<CopiedTable> copy_rows(Database& from, Database& local, const Dialect& dialect,
                                   const std::vector<WantedRows>& wanted,
                                   std::optional<int> sample) {
  Session& source = from.session();
  OpenTransaction moment(source);
  const std::string_view hold_still = dialect.row_tools->hold_still;
  if (!hold_still.empty()) source.execute(hold_still);
  GatheredRows rows(source, dialect, most_copied_rows);
  for (const WantedRows& one : wanted) rows.add(one.table, one.condition, sample);
  rows.close();
  for (const GatheredTable& table : rows.tables()) require_same(from, local, dialect, table);
  moment.commit();
  const std::vector<std::size_t> added = write_all(local, dialect, rows);
  std::vector<CopiedTable> report;
  for (std::size_t i = 0; i < added.size(); ++i) {
    const GatheredTable& table = rows.tables()[i];
    const bool asked = std::ranges::find(wanted, table.path, &WantedRows::table) != wanted.end();
    report.push_back({join(table.path, "."), asked, table.rows.size(), added[i]});
  }
  return report;
}

}  // namespace syncline
