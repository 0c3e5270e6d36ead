#include "sqlite/offline_shell.h"

#include <fmt/format.h>

#include "sqlite/sql.h"

namespace syncline::sqlite {

namespace {

/// sqlite3 knows no conditions, but it writes what it selects into a file, and reads a file: what
/// is not needed is an empty one.
std::string only_when(const std::string& condition, const std::string& body) {
  return fmt::format(
      ".once syncline-guarded.tmp\nSELECT CASE WHEN {} THEN {} ELSE '' END;\n"
      ".read syncline-guarded.tmp\n.shell rm -f syncline-guarded.tmp\n",
      condition, quote_text(body));
}

/// Only a trigger can raise an error.
std::string stop_unless(const std::string& condition, const std::string& why) {
  return fmt::format(
      "CREATE TEMP TABLE syncline_guard (fine);\n"
      "CREATE TEMP TRIGGER syncline_guard_stop BEFORE INSERT ON syncline_guard WHEN NOT NEW.fine\n"
      "BEGIN SELECT RAISE(ABORT, {}); END;\n"
      "INSERT INTO temp.syncline_guard SELECT {};\nDROP TABLE temp.syncline_guard;\n",
      quote_text(why), condition);
}

}  // namespace

const OfflineShell shell = {
    .program = "sqlite3",
    .prologue = ".bail on\n.mode list\n.headers off\n",
    .settings = "PRAGMA foreign_keys = OFF;\n",
    .quietly = "",
    .alone = "",
    .only_when = only_when,
    .stop_unless = stop_unless,
};

}  // namespace syncline::sqlite
