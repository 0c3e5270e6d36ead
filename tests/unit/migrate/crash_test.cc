// Statements outside of transactions on PostgreSQL: what fails or is cut off there is put right by
// the next run, from the catalog.
#include <gtest/gtest.h>

#include <thread>

#include "migrate/apply.h"
#include "support/failing_session.h"
#include "unit/migrate/files.h"
#include "unit/postgres/support.h"

namespace syncline {
namespace {

using postgres::error_of;
using Ids = std::vector<std::string>;

/// What no part of the program catches: the process is gone.
struct Crash {};

class CrashTest : public postgres::WithServer {
 protected:
  void SetUp() override {
    WithServer::SetUp();
    if (IsSkipped()) return;
    empty_database();
    revision("1", {}, R"(
-- syncline: up
CREATE TABLE t (a integer);
INSERT INTO t VALUES (1), (2);
-- syncline: down
DROP TABLE t;
)");
  }

  void empty_database() {
    session = scratch().empty();
    session->execute("SET search_path = public");  // the user is called like the ledger's schema
  }

  void revision(const std::string& id, const std::vector<std::string>& parents,
                const std::string& sections) const {
    files.revision(id, parents, sections);
  }
  /// Revision 2, with one statement outside of transactions between two others.
  void outside(const std::string& statement) const {
    revision("2", {"1"},
             "-- syncline: up\nALTER TABLE t ADD b integer;\n" +
                 ("-- syncline: up outside transaction\n" + statement) +
                 ";\n-- syncline: up\nALTER TABLE t ADD c integer;\n");
  }

  Ids upgrade(Session& with, const ApplyOptions& options = {}) const {
    const History history = History::load(files.path(), postgres::dialect().syntax);
    Ids ids;
    for (const Revision* one :
         apply_revisions(with, postgres::dialect(), history.to_apply({}, *history.head()),
                         Direction::Up, options)) {
      ids.push_back(one->id);
    }
    return ids;
  }
  Ids upgrade(const ApplyOptions& options = {}) const { return upgrade(*session, options); }

  /// The process dies when `before` is true for the n-th time; other processes see what is left.
  void crash(const std::function<bool(const std::string&)>& before, int n = 1) {
    testing::FailingSession dying(another());
    dying.before = [&](const std::string& sql) {
      if (before(sql) && --n == 0) throw Crash();
    };
    EXPECT_THROW(upgrade(dying), Crash);
  }
  void crash_at(const std::string& statement) {
    crash([&](const std::string& sql) { return sql == statement; });
  }
  void crash_after(const std::string& statement) {
    bool ran = false;
    crash([&](const std::string& sql) {
      const bool now = ran;
      if (sql == statement) ran = true;
      return now;
    });
  }

  std::string columns() const {
    return value(
        "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = 't'::regclass AND attnum > 0");
  }
  std::string indexes() const {
    return value(
        "SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ', ' ORDER BY 1)"
        " FROM pg_index WHERE indrelid = to_regclass('t')");
  }
  /// "section.statement outcome" of revision 2.
  std::string journal() {
    std::string text;
    for (const JournalEntry& entry : Ledger(*session, postgres::dialect()).journal({"2"})) {
      text += std::to_string(entry.section) + "." + std::to_string(entry.statement) + " " +
              std::string(outcome_name(entry.outcome)) + ", ";
    }
    return text;
  }

  testing::Folder files;
  const std::string index = "CREATE INDEX CONCURRENTLY ti ON t (a)";
};

TEST_F(CrashTest, AnUndisturbedRunWritesItsIntentFirst) {
  outside(index);
  EXPECT_EQ(upgrade(), (Ids{"1", "2"}));
  EXPECT_EQ(columns(), "a b c");
  EXPECT_EQ(indexes(), "ti true");
  EXPECT_EQ(journal(), "1.1 done, 2.1 begun, 2.1 done, 3.1 done, ");
}

TEST_F(CrashTest, CutOffBeforeTheStatementItRunsTheNextTime) {
  outside(index);
  crash_at(index);
  EXPECT_EQ(indexes(), "");
  EXPECT_EQ(upgrade(), (Ids{"2"}));
  EXPECT_EQ(indexes(), "ti true");
  EXPECT_EQ(columns(), "a b c");
}

TEST_F(CrashTest, CutOffAfterTheStatementItIsNotRunAgain) {
  outside(index);
  crash_after(index);
  const std::string before = value("'ti'::regclass::oid");
  EXPECT_EQ(upgrade(), (Ids{"2"}));
  EXPECT_EQ(value("'ti'::regclass::oid"), before);
  EXPECT_EQ(journal(), "1.1 done, 2.1 begun, 2.1 done, 3.1 done, ");
}

TEST_F(CrashTest, CutOffAtEveryMoment) {
  const std::vector<std::string> statements = {
      index,
      "CREATE INDEX CONCURRENTLY ON t (a)",
      "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"T i\" ON ONLY public.t (a)",
      "VACUUM t",
      "REINDEX TABLE CONCURRENTLY t",
      "CREATE TABLE u AS SELECT 1 AS one",
      "INSERT INTO t VALUES (3)"};
  int runs = 0;
  for (const std::string& statement : statements) {
    outside(statement);
    for (int n = 1;; ++n) {
      empty_database();
      SCOPED_TRACE(statement + ", moment " + std::to_string(n));
      testing::FailingSession dying(another());
      int seen = 0;
      bool counting = statement == index;  // the moments before revision 2 are always the same
      dying.before = [&](const std::string& sql) {
        counting = counting || sql == "ALTER TABLE t ADD b integer";
        if (!counting) return;
        const bool giving_back = sql.starts_with("DELETE FROM syncline.lease") ||
                                 sql.find("pg_advisory_unlock") != sql.npos;
        if (!giving_back && ++seen == n) throw Crash();
      };
      bool crashed = false;
      try {
        upgrade(dying);
      } catch (const Crash&) {
        crashed = true;
      }
      dying.before = [](const std::string&) {};
      upgrade();
      EXPECT_EQ(columns(), "a b c");
      EXPECT_EQ(value("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), "0");
      EXPECT_EQ(value("SELECT count(*) FROM syncline.journal WHERE outcome = 'done'"), "5");
      EXPECT_EQ(value("SELECT count(*) FROM syncline.revisions"), "2");
      if (statement.starts_with("CREATE") && statement.find("INDEX") != std::string::npos) {
        EXPECT_EQ(value("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"), "1");
      }
      if (statement.starts_with("INSERT")) {
        EXPECT_EQ(value("SELECT count(*) FROM t"), "3");
      }
      ++runs;
      if (!crashed) break;
    }
  }
  RecordProperty("runs", runs);
  EXPECT_GT(runs, 80);
}

TEST_F(CrashTest, AnInvalidIndexOfOursGoesAtOnce) {
  outside("CREATE UNIQUE INDEX CONCURRENTLY ti ON t ((a > 0))");
  const Error error = error_of([&] { upgrade({.again = "syncline upgrade"}); });
  EXPECT_NE(std::string(error.what()).find("2.sql:6:1: could not create unique index"),
            std::string::npos)
      << error.what();
  EXPECT_NE(error.hint.find("index public.ti was left INVALID; ran: DROP INDEX"), std::string::npos)
      << error.hint;
  EXPECT_NE(error.hint.find("to go on, run syncline upgrade"), std::string::npos) << error.hint;
  EXPECT_EQ(indexes(), "");
  EXPECT_EQ(journal(), "1.1 done, 2.1 begun, 2.1 failed, ");
  session->execute("DELETE FROM t WHERE a = 2");
  EXPECT_EQ(upgrade(), (Ids{"2"}));
  EXPECT_EQ(indexes(), "ti true");
}

TEST_F(CrashTest, AnInvalidIndexOfACrashIsBuiltAgain) {
  outside(index);
  crash_at(index);
  session->execute("INSERT INTO t VALUES (1)");
  EXPECT_THROW(session->execute("CREATE UNIQUE INDEX CONCURRENTLY ti ON t (a)"), Error);
  EXPECT_EQ(indexes(), "ti false");  // as the server leaves it when it is killed half-way
  EXPECT_EQ(upgrade(), (Ids{"2"}));
  EXPECT_EQ(indexes(), "ti true");
}

TEST_F(CrashTest, AnInvalidIndexThatIsNotOursIsNamedAndLeft) {
  outside("CREATE INDEX CONCURRENTLY IF NOT EXISTS ti ON t (a)");
  crash_at("ALTER TABLE t ADD b integer");
  session->execute("INSERT INTO t VALUES (1)");
  EXPECT_THROW(session->execute("CREATE UNIQUE INDEX CONCURRENTLY ti ON t (a)"), Error);
  const Error error = error_of([&] { upgrade(); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_NE(std::string(error.what()).find("index public.ti is INVALID and was there before"),
            std::string::npos)
      << error.what();
  EXPECT_EQ(indexes(), "ti false");
}

TEST_F(CrashTest, ADroppedIndexIsNotDroppedTwice) {
  const std::string drop = "DROP INDEX CONCURRENTLY ti";
  revision("2", {"1"}, "-- syncline: up\nCREATE INDEX ti ON t (a);\n" + drop + ";\n");
  crash_after(drop);
  EXPECT_EQ(indexes(), "");
  EXPECT_EQ(upgrade(), (Ids{"2"}));
}

TEST_F(CrashTest, ADetachedPartitionIsNotDetachedTwice) {
  const std::string detach = "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY";
  revision("2", {"1"},
           "-- syncline: up\nCREATE TABLE p (a integer) PARTITION BY LIST (a);\n"
           "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);\n" +
               detach + ";\n");
  if (session->server().major < 14) GTEST_SKIP() << "PostgreSQL 13 has no such statement";
  crash_after(detach);
  EXPECT_EQ(upgrade(), (Ids{"2"}));
  EXPECT_EQ(value("SELECT count(*) FROM pg_inherits"), "0");
}

class Opaque : public CrashTest {
 protected:
  void SetUp() override {
    CrashTest::SetUp();
    if (IsSkipped()) return;
    outside(statement);
    crash_after(statement);
  }
  const std::string statement = "DO 'BEGIN INSERT INTO t VALUES (9); COMMIT; END'";
};

TEST_F(Opaque, WhatNobodyCanTellIsAskedFor) {
  const Error error = error_of([&] { upgrade({.again = "syncline upgrade"}); });
  EXPECT_EQ(error.failure, Failure::Refused);
  EXPECT_EQ(error.statement, statement);
  EXPECT_NE(error.hint.find("syncline upgrade --resume after"), std::string::npos) << error.hint;
}

TEST_F(Opaque, TakenAsDone) {
  EXPECT_EQ(upgrade({.resume = Resume::After}), (Ids{"2"}));
  EXPECT_EQ(value("SELECT count(*) FROM t WHERE a = 9"), "1");
}

TEST_F(Opaque, RunOnceMore) {
  EXPECT_EQ(upgrade({.resume = Resume::Again}), (Ids{"2"}));
  EXPECT_EQ(value("SELECT count(*) FROM t WHERE a = 9"), "2");
}

TEST_F(CrashTest, ALostConnectionSaysHowItGoesOn) {
  outside(index);
  for (const std::string& statement : {std::string("BEGIN"), index}) {
    testing::FailingSession dying(another());
    const std::string process = value(dying, "pg_backend_pid()");
    int begins = 0;
    dying.before = [&](const std::string& sql) {
      if (sql == statement && (sql != "BEGIN" || ++begins == 3)) {
        session->query("SELECT pg_terminate_backend($1)", {process});
      }
    };
    const Error error = error_of([&] { upgrade(dying, {.again = "syncline upgrade"}); });
    EXPECT_NE(error.hint.find("to go on, run syncline upgrade"), std::string::npos) << error.hint;
  }
  EXPECT_EQ(upgrade().back(), "2");
  EXPECT_EQ(columns(), "a b c");
  EXPECT_EQ(indexes(), "ti true");
}

TEST_F(CrashTest, WithoutALockTheWholeUnitIsDoneAgain) {
  outside("SELECT 1");
  crash_at("ALTER TABLE t ADD b integer");
  const auto blocker = another();
  blocker->begin();
  blocker->execute("LOCK TABLE t IN ACCESS SHARE MODE");
  revision(
      "2", {"1"},
      "-- syncline: up\nCREATE TABLE first AS SELECT 1 AS one;\nALTER TABLE t ADD b integer;\n");
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    blocker->rollback();
  });
  const ApplyOptions options{.locks = {std::chrono::milliseconds(50), std::chrono::seconds(60)}};
  EXPECT_EQ(upgrade(options), (Ids{"2"}));
  release.join();
  EXPECT_EQ(value("SELECT count(*) FROM first"), "1");
  EXPECT_EQ(journal(), "1.1 done, 1.2 done, ");
}

TEST_F(CrashTest, AFailureIsInTheJournalAndNothingElseOfItsRevision) {
  revision("2", {"1"}, "-- syncline: up\nCREATE TABLE u ();\nDROP TABLE nowhere;\nSELECT 1;\n");
  const Error error = error_of([&] { upgrade(); });
  EXPECT_NE(std::string(error.what()).find("2.sql:5:1"), std::string::npos) << error.what();
  EXPECT_EQ(error.statement, "DROP TABLE nowhere");
  EXPECT_EQ(journal(), "1.2 failed, ");
  const JournalEntry entry = Ledger(*session, postgres::dialect()).journal({"2"}).front();
  EXPECT_EQ(entry.note, "table \"nowhere\" does not exist");
  EXPECT_EQ(value("to_regclass('u')"), "");
}

TEST_F(CrashTest, ARunGivesSignsOfLifeDuringALongStatement) {
  Ledger ledger(*session, postgres::dialect());
  ledger.create();
  session->execute(ledger.sql().take_lease({"me", "ann@desk", "desk", 1, "upgrade"}));
  session->execute("UPDATE syncline.lease SET heartbeat = '2025-01-01T00:00:00.000Z'");
  const auto busy = another();
  const Heartbeat heartbeat(*busy, ledger, "me", std::chrono::milliseconds(20));
  busy->begin();
  for (int n = 0; n < 500 && ledger.lease()->heartbeat < "2026"; ++n) {
    busy->execute("SELECT pg_sleep(0.02)");
  }
  EXPECT_GT(ledger.lease()->heartbeat, "2026");
}

TEST_F(CrashTest, TheLockOfADeadConnectionIsBroken) {
  Ledger(*session, postgres::dialect()).create();
  const auto dead = another();
  RunLock held(*dead, postgres::dialect(), {"ann@desk", "upgrade to head"});
  held.take_lease();
  EXPECT_EQ(error_of([&] { break_lock(*session, postgres::dialect(), "bob@desk"); }).failure,
            Failure::Refused);
  session->execute("UPDATE syncline.lease SET heartbeat = '2025-01-01T00:00:00.000Z'");
  const std::optional<Lease> broken = break_lock(*session, postgres::dialect(), "bob@desk");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->who, "ann@desk");
  EXPECT_THROW(dead->execute("SELECT 1"), Error);
  EXPECT_EQ(upgrade(), (Ids{"1"}));
}

}  // namespace
}  // namespace syncline
