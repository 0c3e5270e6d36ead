#include "deploy/http_get.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include "base/process.h"
#include "base/secret.h"
#include "http_server.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// No proxy of the machine is between.
class HttpGet : public testing::Test {
 protected:
  HttpGet() { setenv("no_proxy", "127.0.0.1,localhost", 1); }
};

TEST_F(HttpGet, GivesStatusAndBody) {
  const HttpServer server([](const std::string& request) {
    return HttpServer::reply(request.starts_with("GET /health ") ? "200 OK" : "404 No", "all well");
  });
  const HttpAnswer answer = http_get(server.url("/health"), seconds(5));
  EXPECT_EQ(answer.problem, "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "all well");
  EXPECT_EQ(http_get(server.url("/other"), seconds(5)).status, 404);
}

TEST_F(HttpGet, FollowsRedirectsAndSaysWhenThereIsNoEnd) {
  const HttpServer server([](const std::string& request) {
    if (request.starts_with("GET /last ")) return HttpServer::reply("204 No Content");
    const bool once = request.starts_with("GET /once ");
    return HttpServer::reply("302 Found", "", once ? "Location: /last\r\n" : "Location: /x\r\n");
  });
  EXPECT_EQ(http_get(server.url("/once"), seconds(5)).status, 204);
  const HttpAnswer endless = http_get(server.url("/x"), seconds(5));
  EXPECT_EQ(endless.status, 0);
  EXPECT_NE(endless.problem.find("redirects"), std::string::npos) << endless.problem;
}

TEST_F(HttpGet, RedirectsLeadNowhereElseThanToHttp) {
  const HttpServer server([](const std::string&) {
    return HttpServer::reply("302 Found", "", "Location: file:///etc/passwd\r\n");
  });
  const HttpAnswer answer = http_get(server.url("/"), seconds(5));
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.body, "");
  EXPECT_NE(answer.problem, "");
}

TEST_F(HttpGet, TheTimeIsOfAllOfIt) {
  std::atomic<bool> over = false;
  const HttpServer server([&](const std::string&) {
    for (int i = 0; i < 100 && !over; ++i) usleep(50000);
    return std::string();
  });
  const auto start = std::chrono::steady_clock::now();
  const HttpAnswer answer = http_get(server.url("/"), milliseconds(200));
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(3));
  EXPECT_EQ(answer.problem, "no answer within 0.2 s");
  over = true;
}

TEST_F(HttpGet, TheBodyIsReadUpToAMegabyte) {
  const HttpServer server(
      [](const std::string&) { return HttpServer::reply("200 OK", std::string(3'000'000, 'x')); });
  const HttpAnswer answer = http_get(server.url("/"), seconds(5));
  EXPECT_EQ(answer.problem, "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body.size(), 1024u * 1024u);
}

TEST_F(HttpGet, NobodyListening) {
  std::string url;
  {
    url = HttpServer([](const std::string&) { return std::string(); }).url("/");
  }
  const HttpAnswer answer = http_get(url, seconds(5));
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.problem.find("onnect"), std::string::npos) << answer.problem;
}

TEST_F(HttpGet, SendsThePasswordAndNeverShowsIt) {
  const HttpServer server([](const std::string& request) {
    const bool sent =
        request.find("Authorization: Basic YW5uOm5vdC1zaG93bg==") != std::string::npos;
    return HttpServer::reply(sent ? "200 OK" : "401 Unauthorized");
  });
  const std::string url = server.url("/health?a=1&api_key=hidden-key#top", "ann:not-shown@");
  EXPECT_EQ(http_get(url, seconds(5)).status, 200);
  const std::string shown = shown_url(url);
  EXPECT_TRUE(shown.starts_with("http://ann:***@127.0.0.1:")) << shown;
  EXPECT_TRUE(shown.ends_with("/health?a=1&api_key=***#top")) << shown;
  EXPECT_EQ(masked("not-shown hidden-key"), "*** ***");
}

TEST_F(HttpGet, ShownUrls) {
  EXPECT_EQ(shown_url("https://example.org"), "https://example.org");
  EXPECT_EQ(shown_url("https://example.org/a?b=c"), "https://example.org/a?b=c");
  EXPECT_EQ(shown_url("https://t0ken-as-user@example.org/a"), "https://***@example.org/a");
  EXPECT_EQ(shown_url("https://example.org?Access_Token=abcdef"),
            "https://example.org?Access_Token=***");
}

/// `openssl s_server` with a certificate for localhost that it has signed itself.
class Tls : public HttpGet {
 protected:
  Tls() {
    std::string name = (fs::temp_directory_path() / "syncline-tls-XXXXXX").string();
    folder = mkdtemp(name.data());
    Command make;
    make.program = "openssl";
    make.arguments = {"req",
                      "-x509",
                      "-newkey",
                      "ec",
                      "-pkeyopt",
                      "ec_paramgen_curve:prime256v1",
                      "-nodes",
                      "-subj",
                      "/CN=localhost",
                      "-addext",
                      "subjectAltName=DNS:localhost",
                      "-keyout",
                      "key",
                      "-out",
                      "certificate"};
    make.folder = folder;
    EXPECT_EQ(run(make).status, 0);
    std::string url;  // of a port that is free
    {
      url = HttpServer([](const std::string&) { return std::string(); }).url("");
    }
    port = url.substr(url.rfind(':') + 1);
    Command serve;
    serve.program = "openssl";
    serve.arguments = {"s_server", "-accept", "127.0.0.1:" + port, "-key",
                       "key",      "-cert",   "certificate",       "-www"};
    serve.folder = folder;
    server = std::make_unique<Child>(serve, folder / "log", SIGKILL);
  }
  ~Tls() override {
    server.reset();
    unsetenv("SSL_CERT_FILE");
    fs::remove_all(folder);
  }
  /// As soon as the server listens.
  HttpAnswer ask(const std::string& host) const {
    HttpAnswer answer;
    for (int i = 0; i < 200; ++i) {
      answer = http_get("https://" + host + ":" + port + "/", seconds(5));
      if (answer.problem.find("connect") == std::string::npos) break;
      usleep(20000);
    }
    return answer;
  }
  fs::path folder;
  std::string port;
  std::unique_ptr<Child> server;
};

TEST_F(Tls, ACertificateThatNobodyKnowsIsRefused) {
  const HttpAnswer answer = ask("localhost");
  EXPECT_EQ(answer.status, 0);
  EXPECT_NE(answer.problem.find("certificate"), std::string::npos) << answer.problem;
}

TEST_F(Tls, OneThatIsKnownIsTakenForItsNameOnly) {
  setenv("SSL_CERT_FILE", (folder / "certificate").c_str(), 1);
  EXPECT_EQ(ask("localhost").status, 200);
  const HttpAnswer other = ask("127.0.0.1");
  EXPECT_EQ(other.status, 0);
  EXPECT_NE(other.problem.find("127.0.0.1"), std::string::npos) << other.problem;
}

}  // namespace
}  // namespace syncline
