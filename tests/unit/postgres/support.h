// A private PostgreSQL server for the tests of this room.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"
#include "dialect/scratch.h"
#include "postgres/postgres.h"
#include "postgres/server_binaries.h"

namespace syncline::postgres {

/// The cache of all tests: kept between runs, so that initdb runs once. Others may enter it,
/// because as root the server runs as another user.
inline std::filesystem::path use_test_cache() {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("syncline-tests-" + std::to_string(geteuid()));
  std::filesystem::create_directories(folder);
  chmod(folder.c_str(), 0755);
  setenv("SYNCLINE_CACHE", folder.c_str(), 1);
  return folder;
}

/// The server version to test with, where the programs of several are installed; 0: the newest.
inline int wanted_major() {
  const char* major = std::getenv("SYNCLINE_TEST_POSTGRES");
  return major ? std::atoi(major) : 0;
}

/// Every test starts with an empty database in `session`.
class WithServer : public ::testing::Test {
 protected:
  void SetUp() override {
    use_test_cache();
    try {
      find_server(wanted_major());
    } catch (const Error& error) {
      GTEST_SKIP() << error.what();
    }
    session = scratch().empty();
  }

  static void TearDownTestSuite() { server().reset(); }

  static Scratch& scratch() {
    ScratchOptions options;
    options.wanted_major = wanted_major();
    if (!server()) server() = dialect().scratch(options);
    return *server();
  }

  /// Another session with the same database.
  std::unique_ptr<Session> another() const { return dialect().connect(url(), {}); }

  std::string url() const {
    const std::string place = session->server().place;  // "socket FOLDER:5432"
    const std::size_t blank = place.find(' ') + 1, colon = place.rfind(':');
    return "postgresql://syncline@/" + session->server().database +
           "?host=" + place.substr(blank, colon - blank) + "&port=" + place.substr(colon + 1) +
           "&sslmode=disable";
  }

  /// The first cell of a query.
  std::string value(Session& from, const std::string& sql) const {
    return from.query("SELECT (" + sql + ")::text AS value").text(0, "value");
  }
  std::string value(const std::string& sql) const { return value(*session, sql); }

  void load(const std::string& sql) {
    session->load(split_script(sql, "models.sql", dialect().syntax), notes);
  }

  std::unique_ptr<Session> session;
  std::vector<std::string> notes;

 private:
  static std::unique_ptr<Scratch>& server() {
    static std::unique_ptr<Scratch> kept;
    return kept;
  }
};

/// Runs `action`, which must throw an Error, and gives the error.
template <class Action>
Error error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no error was thrown";
  return Error(Failure::Usage, "no error");
}

}  // namespace syncline::postgres
