// bench_pragmas FILE: asks SQLite every pragma that describes a table, for every table, and throws
// the answers away. The reference for reading a SQLite schema: nobody can learn it from pragmas
// faster.
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

[[noreturn]] void fail(sqlite3* database) {
  std::fprintf(stderr, "bench_pragmas: %s\n", sqlite3_errmsg(database));
  std::exit(1);
}

// All rows; the first column's (or another's) text is kept.
std::vector<std::string> rows_of(sqlite3* database, const std::string& sql, int keep) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    fail(database);
  std::vector<std::string> kept;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    const unsigned char* text = sqlite3_column_text(statement, keep);
    kept.emplace_back(text ? reinterpret_cast<const char*>(text) : "");
  }
  sqlite3_finalize(statement);
  return kept;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(words[1], &database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
    fail(database);
  std::size_t answers = 0;
  for (const std::string& table :
       rows_of(database, "SELECT name FROM sqlite_schema WHERE type = 'table'", 0)) {
    answers += rows_of(database, "PRAGMA table_xinfo(\"" + table + "\")", 1).size();
    answers += rows_of(database, "PRAGMA foreign_key_list(\"" + table + "\")", 2).size();
    for (const std::string& index : rows_of(database, "PRAGMA index_list(\"" + table + "\")", 1)) {
      answers += rows_of(database, "PRAGMA index_xinfo(\"" + index + "\")", 2).size();
    }
  }
  sqlite3_close(database);
  std::printf("%zu\n", answers);
}
