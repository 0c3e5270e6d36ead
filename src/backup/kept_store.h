// What revisions dropped and this database still has: an index, and a table of rows for each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dialect/dialect.h"

namespace syncline {

/// A table, or columns of one, as it was before a revision dropped it.
struct KeptItem {
  std::int64_t id = 0;
  std::string revision;
  TablePath table;
  std::vector<std::string> columns;   ///< empty: the whole table
  std::vector<std::string> key;       ///< what tells rows apart; empty: nothing does
  std::vector<std::string> required;  ///< of the columns: those that were NOT NULL
  std::vector<std::string> marks;     ///< see KeepTools::mark: of the table, or of each column
  std::string counters;               ///< see KeepTools::counters
  std::int64_t rows = 0;
  std::string kept_at, expires_at;  ///< ISO 8601, UTC

  /// "table public.users", "columns name, age of public.users"
  std::string what() const;
};

/// The tables stand with the ledger, and are no part of the schema that is compared either.
class KeptStore {
 public:
  KeptStore(Session& session, const Dialect& dialect) : session_(session), dialect_(dialect) {}

  bool exists();
  void create();                 ///< harmless when it exists
  std::vector<KeptItem> list();  ///< the oldest first; {} when nothing was ever kept
  std::vector<KeptItem> of(const std::string& revision);
  /// Its number and when it is written; the item's rows must be there by then.
  void add(const KeptItem& item);
  void remove(const KeptItem& item);  ///< with its rows
  std::int64_t next_id();

  /// Where an item's rows are.
  TablePath rows_of(std::int64_t id) const;
  std::string rows_sql(std::int64_t id) const;

 private:
  std::string index() const;
  Session& session_;
  const Dialect& dialect_;
};

/// Removes what is over its time, or all. Returns what went.
std::vector<KeptItem> prune_kept(Session& session, const Dialect& dialect, bool all, bool dry_run);

/// How many rows of a table there are by SQL's name of it.
std::int64_t rows_in(Session& session, const std::string& table_sql);

}  // namespace syncline
