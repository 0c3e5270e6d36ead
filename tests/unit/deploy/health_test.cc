#include "deploy/health.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/files.h"
#include "base/secret.h"
#include "env/dialects.h"
#include "http_server.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class Health : public testing::Test {
 protected:
  Health() {
    setenv("no_proxy", "127.0.0.1,localhost", 1);
    std::string name = (fs::temp_directory_path() / "syncline-health-XXXXXX").string();
    request.folder = mkdtemp(name.data());
    request.session = [this]() -> Session& { return *session; };
    request.tell = [this](const std::string& line) { told.push_back(line); };
    check.pause = std::chrono::seconds(0);
    check.tries = 1;
  }
  ~Health() override { fs::remove_all(request.folder); }

  HealthResult sql(const std::string& text) {
    check.sql = text;
    return check_health(check, request);
  }

  std::unique_ptr<Session> session = dialect_named("sqlite").connect("sqlite::memory:", {});
  HealthCheck check;
  HealthRequest request;
  std::vector<std::string> told;
};

TEST_F(Health, AnAddressMustAnswerAsExpected) {
  const HttpServer server([](const std::string& asked) {
    return HttpServer::reply(asked.starts_with("GET /busy") ? "503 Busy" : "200 OK", "state: ok");
  });
  check.http = server.url("/health");
  check.body = "ok";
  EXPECT_TRUE(check_health(check, request).well);
  check.body = "fine";
  HealthResult result = check_health(check, request);
  EXPECT_FALSE(result.well);
  EXPECT_EQ(result.said, "the answer's body does not hold \"fine\"");
  EXPECT_EQ(result.output, "state: ok");
  check.body = "";
  check.http = server.url("/busy");
  result = check_health(check, request);
  EXPECT_EQ(result.said, "status 503, 200 expected");
  EXPECT_EQ(result.what, "GET " + check.http);
  check.status = 503;
  EXPECT_TRUE(check_health(check, request).well);
}

TEST_F(Health, ItIsTriedUntilItIsWell) {
  int asked = 0;
  const HttpServer server([&](const std::string&) {
    return HttpServer::reply(++asked < 3 ? "500 No" : "200 OK", "token=abc");
  });
  check.http = server.url("/health?token=hidden-token");
  check.tries = 5;
  const HealthResult result = check_health(check, request);
  EXPECT_TRUE(result.well);
  EXPECT_EQ(result.tries, 3);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0], result.what + ": status 500, 200 expected; try 2 of 5 in 0 s");
  EXPECT_EQ(told[0].find("hidden-token"), std::string::npos);
}

TEST_F(Health, ACommandIsRunInTheFolderWithItsVariables) {
  write_file(request.folder / ".env", "SYNCLINE_HEALTH=yes\n");
  request.environment = {{"SYNCLINE_ENVIRONMENT", "staging"}};
  check.command = "test $SYNCLINE_HEALTH = yes -a $SYNCLINE_ENVIRONMENT = staging; echo $?; pwd";
  const HealthResult well = check_health(check, request);
  EXPECT_TRUE(well.well);
  EXPECT_EQ(well.output, "0\n" + request.folder.string() + "\n");
  check.command = "echo no; exit 4";
  check.tries = 2;
  const HealthResult ill = check_health(check, request);
  EXPECT_FALSE(ill.well);
  EXPECT_EQ(ill.tries, 2);
  EXPECT_EQ(ill.said, "ended with exit code 4");
  EXPECT_EQ(ill.output, "no\n");
  check.command = "sleep 1000";
  check.tries = 1;
  check.timeout = std::chrono::seconds(1);
  EXPECT_EQ(check_health(check, request).said, "was ended after 1 s, its timeout");
}

TEST_F(Health, AQueryMustGiveTrue) {
  EXPECT_TRUE(sql("SELECT 1").well);
  EXPECT_TRUE(sql("SELECT 'TRUE'").well);
  EXPECT_EQ(sql("SELECT 2 > 3").said, "0, true expected");
  EXPECT_EQ(sql("SELECT NULL").said, "NULL, true expected");
  EXPECT_EQ(sql("SELECT 1 WHERE 0").said, "0 rows, one expected");
  EXPECT_EQ(sql("SELECT 1 UNION SELECT 2").said, "2 rows, one expected");
  EXPECT_EQ(sql("SELECT 1, 2").said, "2 columns, one expected");
  EXPECT_EQ(sql("SELECT * FROM nowhere").said, "no such table: nowhere");
  check.timeout = std::chrono::seconds(1);
  EXPECT_EQ(sql("WITH RECURSIVE endless (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM endless) "
                "SELECT max(n) FROM endless")
                .said,
            "it took too long and was ended");
}

TEST_F(Health, ALostConnectionIsAskedForAgain) {
  int asked = 0;
  request.session = [&]() -> Session& {
    if (++asked == 1) throw Error(Failure::Database, "the connection was lost");
    return *session;
  };
  check.tries = 2;
  const HealthResult result = sql("SELECT 1");
  EXPECT_TRUE(result.well);
  EXPECT_EQ(result.tries, 2);
  EXPECT_EQ(told.at(0), "SELECT 1: the connection was lost; try 2 of 2 in 0 s");
}

TEST_F(Health, SecretsInAnswersAreMasked) {
  remember_secret("hush-hush-health");
  const HttpServer server([](const std::string&) {
    return HttpServer::reply("500 No", "failed for hush-hush-health at postgresql://a:pw8@h/d");
  });
  check.http = server.url("/");
  EXPECT_EQ(check_health(check, request).output, "failed for *** at postgresql://a:***@h/d");
}

}  // namespace
}  // namespace syncline
