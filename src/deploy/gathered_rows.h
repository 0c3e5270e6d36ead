// Rows of several tables, read from one database, with all that they point at.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dialect/dialect.h"

namespace syncline {

/// Values are literals of SQL, by the columns of their table.
using LiteralRow = std::vector<std::string>;

struct GatheredTable {
  TablePath path;
  std::vector<std::string> columns;  ///< that can be written
  std::vector<std::size_t> key;      ///< among them; empty: none
  std::vector<LiteralRow> rows;
  std::set<LiteralRow> known;  ///< keys of these; of a table without one whole rows
};

/// A foreign key between two gathered tables, by their columns' places.
struct GatheredKey {
  std::size_t table = 0, target = 0;
  std::vector<std::size_t> columns, target_columns;
};

struct RowPlace {
  std::size_t table = 0, row = 0;
  friend auto operator<=>(const RowPlace&, const RowPlace&) = default;
};

/// Some rows of a table.
struct RowPart {
  std::size_t table = 0;
  std::vector<std::size_t> rows;
};

class GatheredRows {
 public:
  /// `from` is in a transaction that sees one moment.
  GatheredRows(Session& from, const Dialect& dialect, std::size_t most);

  /// The rows of a condition (empty: all), the newest `sample` of them.
  void add(const TablePath& table, const std::string& condition, std::optional<int> sample);
  /// The rows that gathered rows point at, and what these point at.
  void close();

  const std::vector<GatheredTable>& tables() const { return tables_; }
  /// What is pointed at before what points at it.
  std::vector<RowPart> in_order() const;

 private:
  using Tuple = std::optional<LiteralRow>;  ///< nothing: it holds a null, and points at nothing
  std::size_t table(const TablePath& path);
  void fetch(std::size_t table, const std::string& rest);
  void fetch_by(std::size_t table, const std::vector<std::size_t>& columns,
                const std::set<LiteralRow>& values);
  /// Rows of `key.table` from `first` on: what they point at and is not there yet.
  std::set<LiteralRow> wanted_by(const GatheredKey& key, std::size_t first) const;
  bool follow(std::size_t table, std::size_t first);
  /// Which gathered row points at which.
  std::vector<std::pair<RowPlace, RowPlace>> pointers() const;
  static Tuple tuple(const LiteralRow& row, const std::vector<std::size_t>& columns);

  Session& from_;
  const Dialect& dialect_;
  const std::size_t most_;
  std::size_t count_ = 0;
  std::vector<ForeignKey> foreign_keys_;
  std::vector<GatheredTable> tables_;
  std::vector<GatheredKey> keys_;
};

}  // namespace syncline
