#include <future>

#include "support.h"

namespace syncline::postgres {
namespace {

using std::chrono::milliseconds;

class LockTest : public WithServer {
 protected:
  void SetUp() override {
    WithServer::SetUp();
    if (IsSkipped()) return;
    session->execute("CREATE TABLE t (a int)");
    blocker = another();
    blocker->execute("SET application_name = 'a long report'");
    blocker->begin();
    blocker->execute("LOCK TABLE t IN ACCESS SHARE MODE");
  }

  std::unique_ptr<Session> blocker;
};

TEST_F(LockTest, TheErrorNamesWhoBlocks) {
  session->set_lock_policy({milliseconds(500), milliseconds(600)});
  const Error error = error_of([&] { session->execute("ALTER TABLE t ADD b int"); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_EQ(error.sqlstate, "55P03");
  EXPECT_EQ(error.statement, "ALTER TABLE t ADD b int");
  const std::string text = error.what();
  for (const std::string& part :
       {"pid " + value(*blocker, "pg_backend_pid()"), std::string("user syncline"),
        std::string("application a long report"), std::string("idle in transaction")}) {
    EXPECT_NE(text.find(part), std::string::npos) << text;
  }
}

TEST_F(LockTest, ItSucceedsWhenTheLockBecomesFree) {
  session->set_lock_policy({milliseconds(20), milliseconds(60000)});
  auto altered =
      std::async(std::launch::async, [&] { session->execute("ALTER TABLE t ADD b int"); });
  // The first try has failed as soon as a waiting session has asked who blocks it.
  const std::string asked =
      "SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE '%pg_blocking_pids%'"
      " AND pid <> pg_backend_pid()";
  const auto observer = another();  // a transaction keeps seeing the activity that it first saw
  while (observer->query(asked).text(0, "n") == "0") {
  }
  blocker->rollback();
  altered.get();
  EXPECT_EQ(value("SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass"
                  " AND attname = 'b'"),
            "1");
}

TEST_F(LockTest, InsideATransactionWhatWasDoneBeforeStays) {
  session->set_lock_policy({milliseconds(20), milliseconds(50)});
  session->begin();
  session->execute("CREATE TABLE before ()");
  EXPECT_THROW(session->execute("ALTER TABLE t ADD b int"), Error);
  session->execute("CREATE TABLE after ()");
  session->commit();
  EXPECT_EQ(value("to_regclass('before')"), "before");
  EXPECT_EQ(value("to_regclass('after')"), "after");
}

TEST_F(LockTest, SavepointsOfTheCallerAreLeftAlone) {
  session->set_lock_policy({milliseconds(20), milliseconds(50)});
  session->begin();
  session->execute("SAVEPOINT mine");
  session->execute("CREATE TABLE gone ()");
  session->execute("ROLLBACK TO SAVEPOINT mine");
  session->commit();
  EXPECT_EQ(value("to_regclass('gone')"), "");
}

TEST_F(LockTest, OtherErrorsAreNotTriedAgain) {
  session->set_lock_policy({milliseconds(20), milliseconds(60000)});
  EXPECT_EQ(error_of([&] { session->execute("ALTER TABLE nowhere ADD b int"); }).sqlstate, "42P01");
}

TEST_F(LockTest, ThePolicySurvivesALoad) {
  session->set_lock_policy({milliseconds(33), milliseconds(50)});
  load("SELECT 1;");
  EXPECT_EQ(value("current_setting('lock_timeout')"), "33ms");
}

}  // namespace
}  // namespace syncline::postgres
