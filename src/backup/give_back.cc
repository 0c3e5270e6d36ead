// Rows that a revision dropped, back into what its down makes.
//
// That happens as soon as the table or the column is there again, between the statements of the
// down: a constraint that comes after finds the rows that it wants.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "backup/keep.h"
#include "base/text.h"

namespace syncline {

namespace {

using Columns = std::vector<KeptColumn>;

const KeptColumn* named(const Columns& columns, const std::string& name) {
  const auto found = std::ranges::find(columns, name, &KeptColumn::name);
  return found == columns.end() ? nullptr : &*found;
}

std::string counted_rows(std::int64_t rows) {
  return count_of(static_cast<std::size_t>(rows), "row");
}

std::string were(std::int64_t rows) {
  return fmt::format("{} {}", rows, rows == 1 ? "was" : "were");
}

class GivingBack : public Alongside {
 public:
  GivingBack(const Dialect& dialect, std::vector<KeptItem> items,
             std::function<void(const std::string&)> tell)
      : dialect_(dialect), tools_(*dialect.keep_tools), tell_(std::move(tell)) {
    for (KeptItem& item : items) pending_.push_back({std::move(item)});
  }

  /// What is there already was never dropped, or somebody made it anew: its rows are not ours.
  void begin(Session& session) override {
    for (Pending& one : pending_) one.was_there = is_there(session, one.item);
  }

  void after_statement(Session& session) override {
    for (Pending& one : pending_) {
      if (one.done || one.was_there || !is_there(session, one.item)) continue;
      give(session, one);
    }
  }

  void before_commit() override {
    for (const Pending& one : pending_) {
      if (!one.stashed || one.done) continue;
      throw Error(
          Failure::Refused,
          fmt::format("{} does not come back in the transaction that needs its rows put aside",
                      one.item.what()))
          .with_hint("write the statements that bring it back into one section of the down");
    }
  }

  bool rescue(Session& session, std::string_view sql, const Error& error) override {
    if (!tools_.lacks_values(error)) return false;
    if (tools_.without_not_null) {
      const std::string relaxed = tools_.without_not_null(sql);
      if (relaxed == sql || !waits_for_columns()) return false;
      session.execute(relaxed);
      relaxed_ = true;
      return true;
    }
    if (!tools_.may_empty || !tools_.may_empty(session) || !stash_all(session)) return false;
    session.execute(sql);
    return true;
  }

  std::vector<std::string> finish(Session& session) override {
    for (const Pending& one : pending_) {
      // Once more: a sequence may have become the table's own only after the rows were there.
      if (one.done) set_counters(session, one.item);
      if (!one.done) {
        said_.push_back(fmt::format("{} was {}: what was kept of it stays", one.item.what(),
                                    one.was_there ? "there already" : "not made again"));
      }
    }
    for (const std::string& text : said_) tell_(text);
    return std::move(said_);
  }

 private:
  struct Pending {
    KeptItem item;
    bool was_there = false, done = false, stashed = false;
  };

  /// In the same transaction the kept rows go: a run that is cut off and goes on gives them once.
  void give(Session& session, Pending& one) {
    one.done = true;
    if (one.item.columns.empty()) {
      give_table(session, one);
    } else if (one.item.key.empty()) {
      said_.push_back(fmt::format("the rows of {} have no key: what was kept stays in {}",
                                  one.item.what(), rows_sql(session, one)));
      return;
    } else if (one.stashed) {
      give_stashed(session, one);
    } else {
      give_columns(session, one);
    }
    KeptStore(session, dialect_).remove(one.item);
  }

  std::string rows_sql(Session& session, const Pending& one) {
    return KeptStore(session, dialect_).rows_sql(one.item.id);
  }

  bool is_there(Session& session, const KeptItem& item) {
    const Columns columns = tools_.columns(session, item.table);
    return !columns.empty() && std::ranges::all_of(item.columns, [&](const std::string& name) {
      return named(columns, name) != nullptr;
    });
  }

  bool waits_for_columns() const {
    return std::ranges::any_of(pending_, [](const Pending& one) {
      return !one.done && !one.was_there && !one.item.columns.empty() && !one.item.key.empty();
    });
  }

  std::string quoted(const std::string& name) const { return dialect_.quote_name(name); }

  /// A kept value as the column wants it.
  std::string value(const KeptColumn& column, std::string_view from) const {
    const std::string name = fmt::format("{}.{}", from, quoted(column.name));
    return column.type.empty() ? name : fmt::format("CAST({} AS {})", name, column.type);
  }

  template <class Action>
  void unseen_by_triggers(Session& session, const TablePath& table, Action action) {
    const Quiet quiet = tools_.quiet(session, table);
    for (const std::string& sql : quiet.before) session.execute(sql);
    action();
    for (const std::string& sql : quiet.after) session.execute(sql);
  }

  void give_table(Session& session, Pending& one) {
    const std::string table = tools_.table_sql(one.item.table);
    const Columns kept = tools_.columns(session, KeptStore(session, dialect_).rows_of(one.item.id));
    std::vector<std::string> names, values;
    for (const KeptColumn& column : tools_.columns(session, one.item.table)) {
      if (column.generated || !named(kept, column.name)) continue;
      names.push_back(quoted(column.name));
      values.push_back(value(column, "k"));
    }
    unseen_by_triggers(session, one.item.table, [&] {
      session.execute(fmt::format("INSERT INTO {} ({}){} SELECT {} FROM {} AS k", table,
                                  join(names, ", "), tools_.insert_override, join(values, ", "),
                                  rows_sql(session, one)));
      set_counters(session, one.item);
    });
    said_.push_back(fmt::format("gave back {}: {}", one.item.what(), counted_rows(one.item.rows)));
  }

  void set_counters(Session& session, const KeptItem& item) {
    for (const std::string& sql : tools_.set_counters(session, item.table, item.counters)) {
      session.execute(sql);
    }
  }

  std::string key_condition(const Pending& one, const Columns& columns) {
    std::vector<std::string> same;
    for (const std::string& key : one.item.key) {
      const KeptColumn* column = named(columns, key);
      if (!column) {
        throw Error(Failure::Refused, fmt::format("{} cannot be given back: its key {} is gone",
                                                  one.item.what(), key));
      }
      same.push_back(fmt::format("t.{} = {}", quoted(key), value(*column, "k")));
    }
    return join(same, " AND ");
  }

  void give_columns(Session& session, Pending& one) {
    const std::string table = tools_.table_sql(one.item.table), kept = rows_sql(session, one);
    const Columns columns = tools_.columns(session, one.item.table);
    const std::string same = key_condition(one, columns);
    std::vector<std::string> sets;
    for (const std::string& name : one.item.columns) {
      const KeptColumn& column = *named(columns, name);
      if (!column.generated) sets.push_back(quoted(name) + " = " + value(column, "k"));
    }
    if (sets.empty()) return;
    unseen_by_triggers(session, one.item.table, [&] {
      session.execute(fmt::format("UPDATE {} AS t SET {} FROM {} AS k WHERE {}", table,
                                  join(sets, ", "), kept, same));
      set_counters(session, one.item);
      require_values(session, one);
    });
    say(session, one, same);
  }

  void require_values(Session& session, const Pending& one) {
    if (!relaxed_) return;
    for (const std::string& name : one.item.required) {
      try {
        session.execute(tools_.require_values(one.item.table, name));
      } catch (Error& error) {
        if (!tools_.lacks_values(error)) throw;
        explain(error, one);
        throw;
      }
    }
  }

  static void explain(Error& error, const Pending& one) {
    error.hint = fmt::format(
        "rows of {} that were written since have no value for what was dropped ({}), and it is NOT "
        "NULL: "
        "give them one in the down, or delete them",
        join(one.item.table, "."), join(one.item.columns, ", "));
  }

  void say(Session& session, const Pending& one, const std::string& same) {
    const std::string table = tools_.table_sql(one.item.table);
    const std::int64_t there = rows_in(session, table);
    const std::int64_t given = rows_in(
        session, fmt::format("{} AS t JOIN {} AS k ON {}", table, rows_sql(session, one), same));
    std::string text = fmt::format("gave back {}: {}", one.item.what(), counted_rows(given));
    if (given < one.item.rows) {
      text += fmt::format("; {} deleted since", were(one.item.rows - given));
    }
    if (given < there)
      text += fmt::format("; {} written since and without it", were(there - given));
    said_.push_back(std::move(text));
  }

  static std::string stash_of(const Pending& one) {
    return fmt::format("temp.syncline_stash_{}", one.item.id);
  }

  /// Tables that wait for columns lose their rows for a moment: then a column without a value may
  /// be added.
  bool stash_all(Session& session) {
    bool any = false;
    for (Pending& one : pending_) {
      if (one.done || one.was_there || one.stashed || one.item.columns.empty() ||
          one.item.key.empty() || tools_.columns(session, one.item.table).empty()) {
        continue;
      }
      const std::string table = tools_.table_sql(one.item.table);
      unseen_by_triggers(session, one.item.table, [&] {
        session.execute(fmt::format("CREATE TABLE {} AS SELECT * FROM {}", stash_of(one), table));
        session.execute("DELETE FROM " + table);
      });
      one.stashed = any = true;
    }
    return any;
  }

  void give_stashed(Session& session, Pending& one) {
    const std::string table = tools_.table_sql(one.item.table);
    const Columns columns = tools_.columns(session, one.item.table);
    const std::set<std::string> back(one.item.columns.begin(), one.item.columns.end());
    const Columns stashed =
        tools_.columns(session, {fmt::format("syncline_stash_{}", one.item.id)});
    const std::string same = key_condition(one, columns);
    std::vector<std::string> names, values;
    for (const KeptColumn& column : columns) {
      if (column.generated || (!back.contains(column.name) && !named(stashed, column.name)))
        continue;
      names.push_back(quoted(column.name));
      values.push_back(value(column, back.contains(column.name) ? "k" : "t"));
    }
    unseen_by_triggers(session, one.item.table, [&] {
      try {
        session.execute(fmt::format(
            "INSERT INTO {} ({}) SELECT {} FROM {} AS t LEFT JOIN {} AS k ON {}", table,
            join(names, ", "), join(values, ", "), stash_of(one), rows_sql(session, one), same));
      } catch (Error& error) {
        if (tools_.lacks_values(error)) explain(error, one);
        throw;
      }
      set_counters(session, one.item);
    });
    session.execute("DROP TABLE " + stash_of(one));
    say(session, one, same);
  }

  const Dialect& dialect_;
  const KeepTools& tools_;
  const std::function<void(const std::string&)> tell_;
  std::vector<Pending> pending_;
  bool relaxed_ = false;  ///< a NOT NULL was left out and is to be set
  std::vector<std::string> said_;
};

}  // namespace

std::unique_ptr<Alongside> giving_back(Session& session, const Dialect& dialect,
                                       const std::string& revision,
                                       std::function<void(const std::string&)> tell) {
  std::vector<KeptItem> items = KeptStore(session, dialect).of(revision);
  if (items.empty()) return nullptr;
  return std::make_unique<GivingBack>(dialect, std::move(items), std::move(tell));
}

}  // namespace syncline
