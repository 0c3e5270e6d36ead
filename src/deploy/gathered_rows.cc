#include "deploy/gathered_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "base/text.h"

namespace syncline {

namespace {

std::size_t place_of(const GatheredTable& table, const std::string& column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i] == column || lower(table.columns[i]) == lower(column)) return i;
  }
  throw Error(Failure::Refused, fmt::format("{}.{} is computed, and a foreign key uses it: such "
                                            "rows cannot be copied",
                                            join(table.path, "."), column));
}

std::vector<std::size_t> places_of(const GatheredTable& table,
                                   const std::vector<std::string>& columns) {
  std::vector<std::size_t> places;
  for (const std::string& one : columns) places.push_back(place_of(table, one));
  return places;
}

}  // namespace

GatheredRows::GatheredRows(Session& from, const Dialect& dialect, std::size_t most)
    : from_(from),
      dialect_(dialect),
      most_(most),
      foreign_keys_(dialect.row_tools->foreign_keys(from)) {}

std::size_t GatheredRows::table(const TablePath& path) {
  const auto found = std::ranges::find(tables_, path, &GatheredTable::path);
  if (found != tables_.end()) return static_cast<std::size_t>(found - tables_.begin());
  GatheredTable fresh;
  fresh.path = path;
  std::map<int, std::size_t> key;
  for (const KeptColumn& column : dialect_.keep_tools->columns(from_, path)) {
    if (column.generated) continue;
    if (column.key > 0) key[column.key] = fresh.columns.size();
    fresh.columns.push_back(column.name);
  }
  for (const auto& [number, column] : key) fresh.key.push_back(column);
  tables_.push_back(std::move(fresh));
  return tables_.size() - 1;
}

GatheredRows::Tuple GatheredRows::tuple(const LiteralRow& row,
                                        const std::vector<std::size_t>& columns) {
  LiteralRow values;
  for (const std::size_t column : columns) {
    if (row[column] == "NULL") return std::nullopt;
    values.push_back(row[column]);
  }
  return values;
}

void GatheredRows::fetch(std::size_t number, const std::string& rest) {
  GatheredTable& table = tables_[number];
  std::vector<std::string> values;
  for (const std::string& column : table.columns) {
    values.push_back(dialect_.row_tools->literal(dialect_.quote_name(column)));
  }
  const Rows found = from_.query(fmt::format("SELECT {} FROM {}{}", join(values, ", "),
                                             dialect_.keep_tools->table_sql(table.path), rest));
  for (const auto& cells : found.rows) {
    LiteralRow row;
    for (const auto& cell : cells) row.push_back(cell.value_or("NULL"));
    LiteralRow key;
    for (const std::size_t column : table.key) key.push_back(row[column]);
    if (!table.known.insert(table.key.empty() ? row : key).second && !table.key.empty()) continue;
    table.rows.push_back(std::move(row));
    if (++count_ <= most_) continue;
    throw Error(Failure::Refused,
                fmt::format("more than {} rows would be copied: that is a backup's work", most_))
        .with_hint(
            "fewer with --sample N or a condition; all of them: syncline backup create, "
            "and backup restore. No row was written");
  }
}

void GatheredRows::add(const TablePath& path, const std::string& condition,
                       std::optional<int> sample) {
  const std::size_t number = table(path);
  const GatheredTable& table = tables_[number];
  std::string rest;
  if (!condition.empty()) rest += fmt::format(" WHERE ({})", condition);
  if (!table.key.empty()) {
    std::vector<std::string> order;
    for (const std::size_t column : table.key) {
      order.push_back(dialect_.quote_name(table.columns[column]) + " DESC");
    }
    rest += " ORDER BY " + join(order, ", ");
  }
  const std::size_t limit = sample ? static_cast<std::size_t>(*sample) : most_ + 1;
  fetch(number, rest + fmt::format(" LIMIT {}", limit));
}

void GatheredRows::fetch_by(std::size_t number, const std::vector<std::size_t>& columns,
                            const std::set<LiteralRow>& values) {
  constexpr std::size_t at_once = 500;
  std::vector<std::string> names;
  for (const std::size_t one : columns) {
    names.push_back(dialect_.quote_name(tables_[number].columns[one]));
  }
  std::vector<std::string> some;
  const auto flush = [&] {
    if (some.empty()) return;
    fetch(number, names.size() == 1
                      ? fmt::format(" WHERE {} IN ({})", names.front(), join(some, ", "))
                      : fmt::format(" WHERE {}", join(some, " OR ")));
    some.clear();
  };
  for (const LiteralRow& value : values) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < names.size(); ++i) {
      parts.push_back(fmt::format("{} = {}", names[i], value[i]));
    }
    some.push_back(names.size() == 1 ? value.front() : fmt::format("({})", join(parts, " AND ")));
    if (some.size() == at_once) flush();
  }
  flush();
}

std::set<LiteralRow> GatheredRows::wanted_by(const GatheredKey& key, std::size_t first) const {
  std::set<LiteralRow> there, wanted;
  for (const LiteralRow& row : tables_[key.target].rows) {
    if (const Tuple found = tuple(row, key.target_columns)) there.insert(*found);
  }
  const std::vector<LiteralRow>& rows = tables_[key.table].rows;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const Tuple value = tuple(rows[i], key.columns);
    if (value && !there.contains(*value)) wanted.insert(*value);
  }
  return wanted;
}

/// Whether there was anything to follow.
bool GatheredRows::follow(std::size_t number, std::size_t first) {
  if (first == tables_[number].rows.size()) return false;
  const TablePath path = tables_[number].path;
  for (const ForeignKey& one : foreign_keys_) {
    if (one.table != path) continue;
    GatheredKey key{number, table(one.target), {}, {}};
    key.columns = places_of(tables_[number], one.columns);
    key.target_columns = places_of(tables_[key.target], one.target_columns);
    if (first == 0) keys_.push_back(key);
    fetch_by(key.target, key.target_columns, wanted_by(key, first));
  }
  return true;
}

void GatheredRows::close() {
  std::vector<std::size_t> followed;  // so many rows of each table
  for (bool more = true; more;) {
    more = false;
    for (std::size_t number = 0; number < tables_.size(); ++number) {
      followed.resize(tables_.size());
      const std::size_t end = tables_[number].rows.size();
      more = follow(number, followed[number]) || more;
      followed.resize(tables_.size());
      followed[number] = end;  // a key may lead back to its own table
    }
  }
}

std::vector<std::pair<RowPlace, RowPlace>> GatheredRows::pointers() const {
  std::vector<std::pair<RowPlace, RowPlace>> result;
  for (const GatheredKey& key : keys_) {
    std::map<LiteralRow, std::size_t> targets;
    const auto& rows = tables_[key.target].rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (const Tuple value = tuple(rows[i], key.target_columns)) targets.emplace(*value, i);
    }
    const auto& own = tables_[key.table].rows;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const Tuple value = tuple(own[i], key.columns);
      const auto target = value ? targets.find(*value) : targets.end();
      if (target == targets.end() || (key.table == key.target && target->second == i)) continue;
      result.push_back({{key.table, i}, {key.target, target->second}});
    }
  }
  return result;
}

std::vector<RowPart> GatheredRows::in_order() const {
  std::vector<std::vector<std::size_t>> level, waits_for;
  for (const GatheredTable& one : tables_) {
    level.emplace_back(one.rows.size());
    waits_for.emplace_back(one.rows.size());
  }
  std::map<RowPlace, std::vector<RowPlace>> pointed_at_by;
  for (const auto& [own, target] : pointers()) {
    pointed_at_by[target].push_back(own);
    ++waits_for[own.table][own.row];
  }
  std::deque<RowPlace> ready;
  for (std::size_t table = 0; table < tables_.size(); ++table) {
    for (std::size_t row = 0; row < tables_[table].rows.size(); ++row) {
      if (waits_for[table][row] == 0) ready.push_back({table, row});
    }
  }
  std::size_t last = 0;
  for (; !ready.empty(); ready.pop_front()) {
    const RowPlace at = ready.front();
    last = std::max(last, level[at.table][at.row]);
    const auto others = pointed_at_by.find(at);
    if (others == pointed_at_by.end()) continue;
    for (const RowPlace& next : others->second) {
      std::size_t& its = level[next.table][next.row];
      its = std::max(its, level[at.table][at.row] + 1);
      if (--waits_for[next.table][next.row] == 0) ready.push_back(next);
    }
  }
  // Rows that point at each other in a circle come last: only keys that may wait can take them.
  std::map<std::pair<std::size_t, std::size_t>, RowPart> parts;
  for (std::size_t table = 0; table < tables_.size(); ++table) {
    for (std::size_t row = 0; row < tables_[table].rows.size(); ++row) {
      const bool circle = waits_for[table][row] > 0;
      RowPart& part = parts[{circle ? last + 1 : level[table][row], table}];
      part.table = table;
      part.rows.push_back(row);
    }
  }
  std::vector<RowPart> result;
  for (auto& [place, part] : parts) result.push_back(std::move(part));
  return result;
}

}  // namespace syncline
