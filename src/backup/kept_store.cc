#include "backup/kept_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "migrate/records.h"

namespace syncline {

namespace {

// Between the names of a list: no name holds it.
constexpr char separator = '\x1f';

std::string packed(const std::vector<std::string>& names) {
  return join(names, std::string_view(&separator, 1));
}

std::vector<std::string> unpacked(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : split(text, separator);
}

}  // namespace

std::string KeptItem::what() const {
  const std::string name = join(table, ".");
  if (columns.empty()) return "table " + name;
  return fmt::format("column{} {} of {}", columns.size() == 1 ? "" : "s", join(columns, ", "),
                     name);
}

std::string KeptStore::index() const { return std::string(dialect_.ledger_prefix) + "kept"; }

TablePath KeptStore::rows_of(std::int64_t id) const {
  std::string_view prefix = dialect_.ledger_prefix;
  const std::string name = fmt::format("kept_{}", id);
  if (!prefix.ends_with('.')) return {std::string(prefix) + name};
  prefix.remove_suffix(1);
  return {std::string(prefix), name};
}

std::string KeptStore::rows_sql(std::int64_t id) const {
  return dialect_.keep_tools->table_sql(rows_of(id));
}

bool KeptStore::exists() { return !session_.query(dialect_.table_exists_sql, {index()}).empty(); }

void KeptStore::create() {
  if (exists()) return;
  if (!dialect_.make_ledger_place_sql.empty()) session_.execute(dialect_.make_ledger_place_sql);
  session_.execute(fmt::format(
      "CREATE TABLE {} (id bigint PRIMARY KEY, revision text NOT NULL, relation text NOT NULL,"
      " columns text NOT NULL, key_columns text NOT NULL, required text NOT NULL,"
      " marks text NOT NULL, counters text NOT NULL, rows bigint NOT NULL,"
      " kept_at text NOT NULL, expires_at text NOT NULL)",
      index()));
}

std::vector<KeptItem> KeptStore::list() {
  if (!exists()) return {};
  const Rows rows = session_.query(fmt::format("SELECT * FROM {} ORDER BY id", index()));
  std::vector<KeptItem> items;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    KeptItem one;
    one.id = number_in<std::int64_t>(rows.text(i, "id"));
    one.revision = rows.text(i, "revision");
    one.table = unpacked(rows.text(i, "relation"));
    one.columns = unpacked(rows.text(i, "columns"));
    one.key = unpacked(rows.text(i, "key_columns"));
    one.required = unpacked(rows.text(i, "required"));
    one.marks = unpacked(rows.text(i, "marks"));
    one.counters = rows.text(i, "counters");
    one.rows = number_in<std::int64_t>(rows.text(i, "rows"));
    one.kept_at = rows.text(i, "kept_at");
    one.expires_at = rows.text(i, "expires_at");
    items.push_back(std::move(one));
  }
  return items;
}

std::vector<KeptItem> KeptStore::of(const std::string& revision) {
  std::vector<KeptItem> items = list();
  std::erase_if(items, [&](const KeptItem& one) { return one.revision != revision; });
  return items;
}

std::int64_t KeptStore::next_id() {
  const Rows rows =
      session_.query(fmt::format("SELECT coalesce(max(id), 0) + 1 AS id FROM {}", index()));
  return number_in<std::int64_t>(rows.text(0, "id"));
}

void KeptStore::add(const KeptItem& one) {
  std::vector<std::string> values{fmt::format("{}", one.id)};
  for (const std::string& text :
       {one.revision, packed(one.table), packed(one.columns), packed(one.key), packed(one.required),
        packed(one.marks), one.counters}) {
    values.push_back(dialect_.quote_text(text));
  }
  values.push_back(fmt::format("{}", one.rows));
  values.push_back(dialect_.quote_text(one.kept_at));
  values.push_back(dialect_.quote_text(one.expires_at));
  session_.execute(fmt::format("INSERT INTO {} VALUES ({})", index(), join(values, ", ")));
}

void KeptStore::remove(const KeptItem& item) {
  session_.execute("DROP TABLE IF EXISTS " + rows_sql(item.id));
  session_.execute(fmt::format("DELETE FROM {} WHERE id = {}", index(), item.id));
}

std::vector<KeptItem> prune_kept(Session& session, const Dialect& dialect, bool all, bool dry_run) {
  KeptStore store(session, dialect);
  std::vector<KeptItem> going = store.list();
  const std::string now = utc_now();
  std::erase_if(going, [&](const KeptItem& one) { return !all && one.expires_at > now; });
  if (dry_run || going.empty()) return going;
  OpenTransaction transaction(session);
  for (const KeptItem& one : going) store.remove(one);
  transaction.commit();
  return going;
}

std::int64_t rows_in(Session& session, const std::string& table_sql) {
  return number_in<std::int64_t>(
      session.query(fmt::format("SELECT count(*) AS n FROM {}", table_sql)).text(0, "n"));
}

}  // namespace syncline
