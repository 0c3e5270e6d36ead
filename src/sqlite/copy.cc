// A whole database copied into another one, by SQLite's own backup interface.
// Source: https://www.sqlite.org/c3ref/backup_finish.html
#include <sqlite3.h>

#include <memory>

#include "base/interrupt.h"
#include "sqlite/connection.h"

namespace syncline::sqlite {

void Connection::copy_to(Connection& target, const std::function<void(std::uint64_t)>& progress) {
  constexpr int pages_at_once = 1024;
  // A read transaction: otherwise the copy begins anew whenever somebody writes.
  const bool ours = !in_transaction();
  if (ours) run("BEGIN");
  const std::unique_ptr<void, std::function<void(void*)>> end(this, [&](void*) {
    if (ours && in_transaction())
      sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  });
  Cursor size = prepare("SELECT page_size FROM pragma_page_size");
  size.next();
  const auto page_bytes = static_cast<std::uint64_t>(size.number(0));
  prepare("SELECT count(*) FROM sqlite_schema").next();  // now the moment is chosen
  sqlite3_backup* copy =
      sqlite3_backup_init(target.database_.get(), "main", database_.get(), "main");
  if (!copy) target.fail(sqlite3_errcode(target.database_.get()), "");
  int code = SQLITE_OK;
  for (int tries = 0; code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED;) {
    code = sqlite3_backup_step(copy, pages_at_once);
    if (interrupted()) break;
    if (code == SQLITE_OK) {
      tries = 0;
      const int done = sqlite3_backup_pagecount(copy) - sqlite3_backup_remaining(copy);
      progress(static_cast<std::uint64_t>(done) * page_bytes);
    } else if (code != SQLITE_DONE && on_busy(&target, tries++) == 0) {
      break;
    }
  }
  sqlite3_backup_finish(copy);
  throw_if_interrupted();
  if (code != SQLITE_DONE) target.fail(code, "");
}

}  // namespace syncline::sqlite
