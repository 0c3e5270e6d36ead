// Every *.test file of this folder is a test: a recorded session of a shell. UPDATE_GOLDEN=1
// rewrites them.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/files.h"
#include "postgres/postgres.h"
#include "postgres/server_binaries.h"
#include "support/databases.h"
#include "support/transcript.h"

namespace {

namespace fs = std::filesystem;
using syncline::testing::TranscriptOptions;

/// A PostgreSQL of our own for all transcripts of this process.
class Server {
 public:
  static Server& get() {
    static Server server;
    return server;
  }
  ~Server() { syncline::testing::drop_databases(*admin_, prefix_); }
  /// The url of a new, empty database.
  std::string new_database() {
    const std::string name = fmt::format("{}{}", prefix_, ++count_);
    admin_->execute("CREATE DATABASE " + name);
    const syncline::Rows rows = admin_->query(
        "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) AS folder, "
        "current_setting('port') AS port, current_user::text AS who");
    return fmt::format("postgresql://{}@/{}?host={}&port={}", rows.text(0, "who"), name,
                       rows.text(0, "folder"), rows.text(0, "port"));
  }

 private:
  Server() : scratch_(syncline::postgres::dialect().scratch({})), admin_(scratch_->empty()) {}
  std::unique_ptr<syncline::Scratch> scratch_;
  std::unique_ptr<syncline::Session> admin_;
  const std::string prefix_ = fmt::format("transcript_{}_", getpid());
  int count_ = 0;
};

/// Removed with its contents.
struct NewFolder {
  fs::path path;
  NewFolder() {
    std::string name = (fs::temp_directory_path() / "syncline-transcript-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~NewFolder() {
    std::error_code none;
    fs::remove_all(path, none);
  }
};

/// Where install-dependencies --with-servers puts things.
fs::path tools() {
  if (const char* told = std::getenv("SYNCLINE_SERVERS")) return told;
  if (geteuid() == 0) return "/var/cache/syncline-servers";
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  return (cache ? fs::path(cache) : fs::path(home ? home : "") / ".cache") / "syncline-servers";
}

class Transcript : public ::testing::Test {
 public:
  explicit Transcript(fs::path file) : file_(std::move(file)) {}

  void TestBody() override {
    const NewFolder folder;
    TranscriptOptions options;
    options.folder = folder.path / "project";
    fs::create_directory(options.folder);
    const char* update = std::getenv("UPDATE_GOLDEN");
    options.update = update && *update;
    // psql and pg_dump themselves: Debian's on the PATH are a script that looks for them each time.
    const std::string path =
        syncline::postgres::find_clients(0).folder.string() + ":" + std::getenv("PATH");
    options.environment = {
        {"PATH", fmt::format("{}:{}", fs::path(SYNCLINE_PROGRAM).parent_path().string(), path)},
        {"SYNCLINE_CACHE", std::getenv("SYNCLINE_CACHE")},
        {"NO_COLOR", "1"},
        {"MANUAL",
         (fs::path(SYNCLINE_SCRIPTS).parent_path().parent_path() / "docs/manual").string()},
        {"EXAMPLES",
         (fs::path(SYNCLINE_SCRIPTS).parent_path().parent_path() / "examples").string()},
        {"SCRIPTS", SYNCLINE_SCRIPTS},
        {"HISTORIES", (fs::path(SYNCLINE_SCRIPTS).parent_path() / "support/histories").string()},
        {"LC_ALL", "C.UTF-8"},
    };
    options.environment["DBMATE"] = (tools() / "dbmate/dbmate").string();
    if (syncline::testing::needs_postgresql(file_)) {
      options.environment["PG_URL"] = Server::get().new_database();
      options.environment["PG_URL2"] = Server::get().new_database();
    }
    const std::string missing = syncline::testing::missing_need(file_, options);
    if (!missing.empty()) GTEST_SKIP() << "not here: " << missing;
    EXPECT_EQ(syncline::testing::run_transcript(file_, options), "");
  }

 private:
  fs::path file_;
};

}  // namespace

int main(int count, char** words) {
  ::testing::InitGoogleTest(&count, words);
  const fs::path cache = fs::temp_directory_path() / "syncline-transcript-cache";
  setenv("SYNCLINE_CACHE", cache.c_str(),
         0);  // one for all: elaborations and clusters are made once
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(SYNCLINE_SCRIPTS)) {
    if (entry.path().extension() == ".test") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    ::testing::RegisterTest("Transcript", file.stem().c_str(), nullptr, nullptr, file.c_str(), 1,
                            [file]() -> Transcript* { return new Transcript(file); });
  }
  return RUN_ALL_TESTS();
}
