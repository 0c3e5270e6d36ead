#include "migrate/lock.h"

#include <gtest/gtest.h>

#include "unit/migrate/database.h"

namespace syncline {
namespace {

using testing::Database;

/// A server that gives the lock at the third try, and what it was asked.
class LockingServer : public testing::FailingSession {
 public:
  LockingServer() : FailingSession(sqlite::dialect().connect("sqlite::memory:", {})) {}
  Rows query(std::string_view sql, const Parameters&) override {
    asked += std::string(sql) + ". ";
    Rows rows;
    if (sql == "try" && --tries == 0) rows.rows.push_back({"1"});
    return rows;
  }
  std::string asked;
  int tries = 3;
};

Dialect with_lock() {
  Dialect dialect = sqlite::dialect();
  dialect.try_lock_sql = "try";
  dialect.unlock_sql = "unlock";
  return dialect;
}

TEST(RunLock, TriesUntilTheServerGivesIt) {
  LockingServer server;
  int waited = 0;
  {
    const RunLock lock(server, with_lock(), [&] { ++waited; });
    EXPECT_EQ(server.asked, "try. try. try. ");
  }
  EXPECT_EQ(server.asked, "try. try. try. unlock. ");
  EXPECT_EQ(waited, 1);
}

TEST(RunLock, SaysNothingWhenItIsFree) {
  LockingServer server;
  server.tries = 1;
  const RunLock lock(server, with_lock(), [] { FAIL() << "nothing to wait for"; });
}

TEST(RunLock, AFailingUnlockIsTheServersToMend) {
  class Dying : public LockingServer {
    Rows query(std::string_view sql, const Parameters& parameters) override {
      if (sql == "unlock") throw Error(Failure::Database, "connection lost");
      return LockingServer::query(sql, parameters);
    }
  } server;
  const RunLock lock(server, with_lock(), [] {});
}

TEST(RunLock, KeepsProcessesOffOneFile) {
  Database database;
  setenv("SYNCLINE_CACHE", (database.files.path() / "cache").c_str(), 1);
  const std::unique_ptr<Session> first = database.open(), second = database.open();
  std::optional<RunLock> held(std::in_place, *first, sqlite::dialect(), [] {});
  bool waited = false;
  const RunLock lock(*second, sqlite::dialect(), [&] {
    waited = true;
    held.reset();
  });
  EXPECT_TRUE(waited);
  unsetenv("SYNCLINE_CACHE");
}

TEST(RunLock, DatabasesInMemoryAreNobodyElses) {
  const auto open = [] { return sqlite::dialect().connect("sqlite::memory:", {}); };
  const std::unique_ptr<Session> first = open(), second = open();
  const RunLock lock(*first, sqlite::dialect(), [] {});
  const RunLock other(*second, sqlite::dialect(), [] { FAIL() << "nothing to wait for"; });
}

}  // namespace
}  // namespace syncline
