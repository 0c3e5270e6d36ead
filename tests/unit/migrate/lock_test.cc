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
    Rows rows;
    if (sql != "try" && sql != "unlock") return rows;  // the lease
    asked += std::string(sql) + ". ";
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

void nobody(const std::string& holder) { FAIL() << "nothing to wait for: " << holder; }

TEST(RunLock, TriesUntilTheServerGivesIt) {
  LockingServer server;
  int waited = 0;
  {
    const RunLock lock(server, with_lock(), {.waiting = [&](const auto&) { ++waited; }});
    EXPECT_EQ(server.asked, "try. try. try. ");
  }
  EXPECT_EQ(server.asked, "try. try. try. unlock. ");
  EXPECT_EQ(waited, 1);
}

TEST(RunLock, SaysNothingWhenItIsFree) {
  LockingServer server;
  server.tries = 1;
  const RunLock lock(server, with_lock(), {.waiting = nobody});
}

TEST(RunLock, BehindAPoolerThatLendsTheServerNothingCanBeHeld) {
  class Pooled : public LockingServer {
    bool keeps_its_server() override { return false; }
  } server;
  const Error error = testing::error_of([&] { RunLock(server, with_lock(), {}); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_NE(std::string(error.what()).find("pooler in transaction mode"), std::string::npos);
  EXPECT_EQ(server.asked, "");
}

TEST(RunLock, AFailingUnlockIsTheServersToMend) {
  class Dying : public LockingServer {
    Rows query(std::string_view sql, const Parameters& parameters) override {
      if (sql == "unlock") throw Error(Failure::Database, "connection lost");
      return LockingServer::query(sql, parameters);
    }
  } server;
  const RunLock lock(server, with_lock(), {});
}

TEST(RunLock, KeepsProcessesOffOneFile) {
  Database database;
  setenv("SYNCLINE_CACHE", (database.files.path() / "cache").c_str(), 1);
  const std::unique_ptr<Session> first = database.open(), second = database.open();
  std::optional<RunLock> held(std::in_place, *first, sqlite::dialect(), LockRequest{});
  bool waited = false;
  const RunLock lock(*second, sqlite::dialect(), {.waiting = [&](const auto&) {
    waited = true;
    held.reset();
  }});
  EXPECT_TRUE(waited);
  unsetenv("SYNCLINE_CACHE");
}

/// A database that another run is at, whose owner this process is.
class HeldFile : public ::testing::Test {
 protected:
  HeldFile() {
    setenv("SYNCLINE_CACHE", (database.files.path() / "cache").c_str(), 1);
    Ledger(*first, sqlite::dialect()).create();
    held.emplace(*first, sqlite::dialect(), LockRequest{"ann@desk", "upgrade to head"});
    held->take_lease();
  }
  ~HeldFile() override { unsetenv("SYNCLINE_CACHE"); }

  Database database;
  std::unique_ptr<Session> first = database.open(), second = database.open();
  std::optional<RunLock> held;
};

TEST_F(HeldFile, TheWaiterIsToldWhoItIsAndGivesUpInTime) {
  std::string told;
  const Error error = testing::error_of([&] {
    RunLock(
        *second, sqlite::dialect(),
        {.wait = std::chrono::seconds(0), .waiting = [&](const auto& holder) { told = holder; }});
  });
  EXPECT_EQ(error.failure, Failure::Refused);
  const std::string who =
      "ann@desk, process " + std::to_string(getpid()) + ", upgrade to head, for ";
  EXPECT_EQ(told.substr(0, who.size()), who);
  EXPECT_NE(std::string(error.what()).find(who), std::string::npos) << error.what();
}

TEST_F(HeldFile, TheLeaseEndsWithTheLock) {
  EXPECT_TRUE(Ledger(*second, sqlite::dialect()).lease());
  held.reset();
  EXPECT_FALSE(Ledger(*second, sqlite::dialect()).lease());
}

TEST_F(HeldFile, ARunBeatsBetweenItsTransactionsWhereNobodyElseCan) {
  Ledger ledger(*second, sqlite::dialect());
  second->execute("UPDATE syncline_lease SET heartbeat = '2025-01-01T00:00:00.000Z'");
  const std::string owner = ledger.lease()->owner;
  Heartbeat(*first, ledger, owner).beat();  // too early
  EXPECT_EQ(ledger.lease()->heartbeat, "2025-01-01T00:00:00.000Z");
  Heartbeat(*first, ledger, owner, std::chrono::milliseconds(0)).beat();
  EXPECT_GT(ledger.lease()->heartbeat, "2026");
}

TEST_F(HeldFile, TheLockOfOneWhoLivesIsNotBroken) {
  const Error error =
      testing::error_of([&] { break_lock(*second, sqlite::dialect(), "bob@desk"); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_TRUE(Ledger(*second, sqlite::dialect()).lease());
}

TEST(BreakLock, PutsAwayWhatADeadRunLeft) {
  Database database;
  Ledger ledger(database.session, sqlite::dialect());
  EXPECT_FALSE(break_lock(database.session, sqlite::dialect(), "bob@desk"));
  ledger.create();
  EXPECT_FALSE(break_lock(database.session, sqlite::dialect(), "bob@desk"));
  database.session.execute(ledger.sql().take_lease(new_lease("ann@desk", "upgrade to head")));
  const std::optional<Lease> broken = break_lock(database.session, sqlite::dialect(), "bob@desk");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->who, "ann@desk");
  EXPECT_FALSE(ledger.lease());
  ASSERT_EQ(ledger.journal({}).size(), 1u);
  EXPECT_EQ(ledger.journal({}).front().action, "unlock");
  EXPECT_EQ(ledger.journal({}).front().applied_by, "bob@desk");
}

TEST(Lease, IsDeadWithItsProcessOrAfterAMinuteOfSilence) {
  Lease lease = new_lease("ann@desk", "upgrade");
  lease.since = lease.heartbeat = "2025-01-01T00:00:00.000Z";
  lease.seen = "2025-01-01T00:00:59.000Z";
  EXPECT_FALSE(is_dead(lease));
  lease.seen = "2025-01-01T00:01:01.000Z";
  EXPECT_TRUE(is_dead(lease));
  lease.may_be_silent = true;  // and the process is here: it is we
  EXPECT_FALSE(is_dead(lease));
  lease.host = "elsewhere";
  EXPECT_TRUE(is_dead(lease));
  lease.host = new_lease("", "").host;
  lease.may_be_silent = false;
  EXPECT_NE(describe(lease).find("without a sign of life for 61 s"), std::string::npos);
  lease.seen = lease.since;
  lease.pid = 1 << 30;  // larger than any process id
  EXPECT_TRUE(is_dead(lease));
  lease.host = "elsewhere";
  EXPECT_FALSE(is_dead(lease));
}

TEST(RunLock, DatabasesInMemoryAreNobodyElses) {
  const auto open = [] { return sqlite::dialect().connect("sqlite::memory:", {}); };
  const std::unique_ptr<Session> first = open(), second = open();
  const RunLock lock(*first, sqlite::dialect(), {});
  const RunLock other(*second, sqlite::dialect(), {.waiting = nobody});
}

}  // namespace
}  // namespace syncline
