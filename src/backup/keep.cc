#include "backup/keep.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <set>

#include "base/text.h"
#include "diff/compare.h"

namespace syncline {

namespace {

bool holds_data(const Object& object, const Dialect& dialect) {
  const Kind& kind = dialect.kind(object.id.kind());
  return kind.holds_data && kind.holds_data(object);
}

std::string later(std::chrono::seconds by) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.000Z", fmt::gmtime(std::time(nullptr) + by.count()));
}

/// Puts aside what one revision drops.
class Keeping : public Alongside {
 public:
  Keeping(const Dialect& dialect, std::string revision, std::vector<Vanishing> vanishing,
          std::vector<Vanishing> appearing, std::chrono::seconds keep,
          std::function<void(const std::string&)> tell)
      : dialect_(dialect),
        tools_(*dialect.keep_tools),
        revision_(std::move(revision)),
        vanishing_(std::move(vanishing)),
        appearing_(std::move(appearing)),
        keep_(keep),
        tell_(std::move(tell)) {}

  void begin(Session& session) override {
    KeptStore store(session, dialect_);
    store.create();
    for (const KeptItem& old : store.of(revision_)) store.remove(old);
    items_.clear();
    for (const Vanishing& one : vanishing_) put_aside(session, store, one);
  }

  /// What was only renamed is still there: then nothing was dropped.
  std::vector<std::string> finish(Session& session) override {
    KeptStore store(session, dialect_);
    std::vector<std::string> said;
    if (items_.empty()) items_ = store.of(revision_);  // begun by an earlier run
    for (const KeptItem& item : items_) {
      if (was_renamed(session, store, item)) {
        store.remove(item);
        continue;
      }
      said.push_back(fmt::format("kept {} ({}) until {}", item.what(),
                                 count_of(static_cast<std::size_t>(item.rows), "row"),
                                 item.expires_at.substr(0, 10)));
      if (item.key.empty() && !item.columns.empty()) {
        said.back() += ": its rows have no key, so they cannot be given back by themselves";
      }
      tell_(said.back());
    }
    return said;
  }

 private:
  void put_aside(Session& session, KeptStore& store, const Vanishing& one) {
    const std::vector<KeptColumn> columns = tools_.columns(session, one.table);
    if (columns.empty()) return;
    if (const std::string lock = tools_.lock(one.table); !lock.empty()) session.execute(lock);
    KeptItem item;
    item.id = store.next_id();
    item.revision = revision_;
    item.table = one.table;
    item.columns = one.columns;
    std::erase_if(item.columns,
                  [&](const std::string& name) {  // replays may know more than is there
                    return std::ranges::find(columns, name, &KeptColumn::name) == columns.end();
                  });
    if (item.columns.empty() != one.columns.empty()) return;
    const std::vector<std::string> stored = stored_columns(columns, item);
    session.execute(fmt::format("CREATE TABLE {} AS SELECT {} FROM {}{}", store.rows_sql(item.id),
                                join(stored, ", "), one.columns.empty() ? tools_.only : "",
                                tools_.table_sql(one.table)));
    item.rows = rows_in(session, store.rows_sql(item.id));
    for (const std::string& column : item.columns) {
      item.marks.push_back(tools_.mark(session, one.table, column));
    }
    if (item.columns.empty()) item.marks = {tools_.mark(session, one.table, "")};
    item.counters = tools_.counters(session, one.table);
    item.kept_at = later(std::chrono::seconds(0));
    item.expires_at = later(keep_);
    store.add(item);
    items_.push_back(std::move(item));
  }

  /// Columns to be put aside: all; or those that go, with the key that stays, or with all when
  /// there is none. Fills in the item's key.
  std::vector<std::string> stored_columns(const std::vector<KeptColumn>& columns, KeptItem& item) {
    const auto goes = [&](const KeptColumn& column) {
      return std::ranges::find(item.columns, column.name) != item.columns.end();
    };
    std::map<int, std::string> key;
    for (const KeptColumn& column : columns) {
      if (column.key > 0) key[column.key] = column.name;
      if (goes(column) && column.not_null) item.required.push_back(column.name);
    }
    const bool key_stays = std::ranges::none_of(
        columns, [&](const KeptColumn& column) { return column.key > 0 && goes(column); });
    if (key_stays) {
      for (const auto& [place, name] : key) item.key.push_back(name);
    }
    const bool all = item.columns.empty() || item.key.empty();
    std::vector<std::string> stored;
    for (const KeptColumn& column : columns) {
      if (!all && !goes(column) && column.key == 0) continue;
      stored.push_back(fmt::format("{} AS {}", column.stored, dialect_.quote_name(column.name)));
    }
    return stored;
  }

  bool was_renamed(Session& session, KeptStore& store, const KeptItem& item) {
    const bool marked = std::ranges::none_of(item.marks, &std::string::empty);
    if (marked) {
      return std::ranges::all_of(
          item.marks, [&](const std::string& mark) { return tools_.still_there(session, mark); });
    }
    if (item.rows == 0) return false;
    return std::ranges::any_of(appearing_, [&](const Vanishing& fresh) {
      return item.columns.empty() ? holds_the_same(session, store, item, fresh)
                                  : has_the_values(session, store, item, fresh);
    });
  }

  /// A new table with the same columns and rows.
  bool holds_the_same(Session& session, KeptStore& store, const KeptItem& item,
                      const Vanishing& fresh) {
    if (!fresh.columns.empty()) return false;
    std::vector<std::string> names, new_names;
    for (const KeptColumn& one : tools_.columns(session, store.rows_of(item.id)))
      names.push_back(dialect_.quote_name(one.name));
    for (const KeptColumn& one : tools_.columns(session, fresh.table))
      new_names.push_back(dialect_.quote_name(one.name));
    if (names != new_names) return false;
    const std::string table = tools_.table_sql(fresh.table), list = join(names, ", ");
    return rows_in(session, table) == item.rows &&
           rows_in(session, fmt::format("(SELECT {0} FROM {1} EXCEPT SELECT {0} FROM {2}) AS lost",
                                        list, store.rows_sql(item.id), table)) == 0;
  }

  /// For each column that went a new one of the same table has the same value in every row.
  bool has_the_values(Session& session, KeptStore& store, const KeptItem& item,
                      const Vanishing& fresh) {
    if (fresh.table != item.table || item.key.empty()) return false;
    std::vector<std::string> same;
    for (const std::string& key : item.key) {
      same.push_back(fmt::format("t.{0} = k.{0}", dialect_.quote_name(key)));
    }
    const std::string joined =
        fmt::format("{} AS t JOIN {} AS k ON {}", tools_.table_sql(item.table),
                    store.rows_sql(item.id), join(same, " AND "));
    if (rows_in(session, joined) != item.rows) return false;
    return std::ranges::all_of(item.columns, [&](const std::string& gone) {
      return std::ranges::any_of(fresh.columns, [&](const std::string& column) {
        return rows_in(session,
                       fmt::format("{} WHERE t.{} IS DISTINCT FROM k.{}", joined,
                                   dialect_.quote_name(column), dialect_.quote_name(gone))) == 0;
      });
    });
  }

  const Dialect& dialect_;
  const KeepTools& tools_;
  const std::string revision_;
  const std::vector<Vanishing> vanishing_, appearing_;
  const std::chrono::seconds keep_;
  const std::function<void(const std::string&)> tell_;
  std::vector<KeptItem> items_;
};

}  // namespace

std::vector<Vanishing> vanishing(const std::vector<Change>& changes, const Dialect& dialect) {
  std::set<ObjectId> tables;
  std::map<ObjectId, Vanishing> parts;
  std::vector<Vanishing> result;
  for (const Change& change : changes) {
    if (!change.before || change.after || change.before->id.kind() != "table") continue;
    tables.insert(change.before->id);
    result.push_back({change.before->id.path(), {}});
  }
  for (const Change& change : changes) {
    if (!change.before || change.after || change.before->id.kind() != "column") continue;
    const ObjectId table = change.before->parent;
    if (tables.contains(table) || !holds_data(*change.before, dialect)) continue;
    Vanishing& one = parts[table];
    one.table = table.path();
    one.columns.push_back(change.before->id.name());
  }
  for (auto& [id, one] : parts) result.push_back(std::move(one));
  return result;
}

Keeper::Keeper(Migrations& migrations, Database& database, std::chrono::seconds keep,
               std::function<void(const std::string&)> tell)
    : migrations_(migrations), database_(database), keep_(keep), tell_(std::move(tell)) {}

std::unique_ptr<Alongside> Keeper::along(const Revision& revision, Direction direction) {
  const Dialect& dialect = migrations_.workshop().dialect();
  if (direction == Direction::Down) {
    return giving_back(database_.session(), dialect, revision.id, tell_);
  }
  if (keep_.count() == 0) return nullptr;
  if (!applied_) applied_ = database_.applied_set();
  const Catalog before = migrations_.load_at(*applied_).catalog;
  applied_->insert(revision.id);
  const Catalog after = migrations_.load_at(*applied_).catalog;
  std::vector<Vanishing> gone = vanishing(compare(before, after), dialect);
  if (gone.empty()) return nullptr;
  return std::make_unique<Keeping>(dialect, revision.id, std::move(gone),
                                   vanishing(compare(after, before), dialect), keep_, tell_);
}

}  // namespace syncline
