#include <sys/wait.h>

#include <csignal>

#include "base/interrupt.h"
#include "support.h"

namespace syncline::postgres {
namespace {

using SessionTest = WithServer;

TEST_F(SessionTest, QueryGivesRowsWithNulls) {
  const Rows rows = session->query("SELECT $1::int + 1 AS sum, $2::text AS nothing", {"41", {}});
  EXPECT_EQ(rows.text(0, "sum"), "42");
  EXPECT_FALSE(rows.rows[0][1].has_value());
}

TEST_F(SessionTest, AFailedStatementTellsAllThatTheServerSays) {
  const Error error = error_of([&] { session->execute("SELECT *\nFROM nowhere"); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_EQ(error.sqlstate, "42P01");
  EXPECT_EQ(error.statement, "SELECT *\nFROM nowhere");
  EXPECT_EQ(error.position, 15);
}

TEST_F(SessionTest, ServerIsDescribedWithoutAskingIt) {
  EXPECT_EQ(session->server().dialect, "postgresql");
  EXPECT_GE(session->server().major, 13);
  EXPECT_EQ(session->server().user, "syncline");
  EXPECT_EQ(session->server().database, value("current_database()"));
}

TEST_F(SessionTest, RollbackUndoesAndIsHarmlessOutside) {
  session->begin();
  session->execute("CREATE TABLE t (a int)");
  session->rollback();
  session->rollback();
  EXPECT_EQ(value("to_regclass('t')"), "");
}

TEST_F(SessionTest, CopyFromTheClientIsRefusedAndTheSessionGoesOn) {
  session->execute("CREATE TABLE t (a int)");
  EXPECT_THROW(session->execute("COPY t FROM STDIN"), Error);
  EXPECT_EQ(value("1"), "1");
}

TEST_F(SessionTest, ReadOnlyConnectionsRefuseToWrite) {
  ConnectOptions options;
  options.read_only = true;
  const auto reader = dialect().connect(url(), options);
  EXPECT_EQ(error_of([&] { reader->execute("CREATE TABLE t ()"); }).sqlstate, "25006");
}

TEST_F(SessionTest, ABrokenConnectionIsSaid) {
  const auto victim = another();
  const std::string pid = value(*victim, "pg_backend_pid()");
  session->query("SELECT pg_terminate_backend($1::int)", {pid});
  const Error error = error_of([&] { victim->execute("SELECT 1"); });
  EXPECT_EQ(error.failure, Failure::Database);
}

TEST_F(SessionTest, CtrlCStopsARunningStatement) {
  const std::string target = url();
  const pid_t child = fork();
  if (child == 0) {
    catch_interrupts();
    int outcome = 1;
    try {
      const auto own = dialect().connect(target, {});
      own->execute("SET application_name = 'sleeper'");
      own->execute("SELECT pg_sleep(1000)");
    } catch (const Interrupted& interrupted) {
      outcome = interrupted.signal == SIGINT ? 0 : 2;
    } catch (...) {
    }
    _exit(outcome);
  }
  const std::string sleeping =
      "SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'sleeper'"
      " AND state = 'active'";
  while (session->query(sleeping).text(0, "n") == "0") {
  }
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(session->query(sleeping).text(0, "n"), "0");
}

TEST_F(SessionTest, AQueryMayBeGivenSoMuchTime) {
  const std::chrono::milliseconds limit(100);
  EXPECT_EQ(session->query_within(limit, "SELECT 7 AS n").text(0, "n"), "7");
  const Error error = error_of([&] { session->query_within(limit, "SELECT pg_sleep(1000)"); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_STREQ(error.what(), "no answer within 0.1 s");
  EXPECT_TRUE(session->alive());
  EXPECT_EQ(session->query("SELECT 8 AS n").text(0, "n"), "8");
  error_of([&] { session->query_within(limit, "SELECT 1; SELECT 2"); });
}

TEST_F(SessionTest, AMissingDatabaseIsNamedWithWhatHelps) {
  std::string other = url();
  other.replace(other.find(session->server().database), session->server().database.size(), "nope");
  const Error error = error_of([&] { dialect().connect(other, {}); });
  EXPECT_EQ(error.failure, Failure::Database);
  EXPECT_NE(std::string(error.what()).find("database nope"), std::string::npos) << error.what();
  EXPECT_NE(error.hint.find("createdb"), std::string::npos) << error.hint;
}

TEST(ConnectFailure, ARefusedConnectionNamesThePlaceAndNotThePassword) {
  const Error error =
      error_of([] { dialect().connect("postgresql://ann:hush-hush@127.0.0.1:1/shop", {}); });
  EXPECT_EQ(error.failure, Failure::Database);
  const std::string text = error.what();
  EXPECT_NE(text.find("127.0.0.1:1, database shop, as user ann"), std::string::npos) << text;
  EXPECT_EQ((text + error.hint + error.detail).find("hush"), std::string::npos);
  EXPECT_NE(error.hint.find("running"), std::string::npos) << error.hint;
}

TEST(ConnectFailure, AnInternalHostAsksForThePublicUrl) {
  const Error error =
      error_of([] { dialect().connect("postgresql://ann@postgres.example.internal/shop", {}); });
  EXPECT_NE(error.hint.find("public url"), std::string::npos) << error.hint;
}

}  // namespace
}  // namespace syncline::postgres
