#include "postgres/cluster.h"

#include <poll.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "base/files.h"
#include "support.h"

namespace syncline::postgres {
namespace {

namespace fs = std::filesystem;

class ClusterTest : public testing::Test {
 protected:
  void SetUp() override {
    use_test_cache();
    try {
      binaries = find_server(wanted_major());
    } catch (const Error& error) {
      GTEST_SKIP() << error.what();
    }
  }

  static std::string folder_of(const Cluster& cluster) {
    Connection connection(cluster.settings("postgres"), std::chrono::seconds(10));
    const OwnedResult rows = connection.run("SHOW data_directory");
    return Result(rows.get()).string(0, 0);
  }

  static pid_t server_of(const fs::path& data) {
    std::ifstream file(data / "postmaster.pid");
    pid_t pid = 0;
    file >> pid;
    return pid;
  }

  /// Whether the process runs; one that has ended and that nobody has waited for does not.
  static bool runs(pid_t pid) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(status, line);
    const std::size_t name_end = line.rfind(") ");
    return name_end != std::string::npos && line[name_end + 2] != 'Z';
  }

  ServerBinaries binaries;
};

TEST_F(ClusterTest, TwoAtOnceDoNotDisturbEachOther) {
  const Cluster one(binaries), two(binaries);
  EXPECT_NE(folder_of(one), folder_of(two));
}

TEST_F(ClusterTest, ASlotIsUsedAgain) {
  std::string first;
  {
    const Cluster cluster(binaries);
    first = folder_of(cluster);
  }
  const Cluster again(binaries);
  // Other tests may hold lower slots at this moment; the number of slots stays small all the same.
  EXPECT_FALSE(folder_of(again).empty());
  EXPECT_TRUE(fs::exists(first));
}

TEST_F(ClusterTest, NothingRunsAfterTheEnd) {
  pid_t server = 0;
  {
    const Cluster cluster(binaries);
    server = server_of(folder_of(cluster));
    ASSERT_TRUE(runs(server));
  }
  EXPECT_FALSE(runs(server));
}

TEST_F(ClusterTest, AKilledOwnerLeavesNoServer) {
  int tell[2];
  ASSERT_EQ(pipe(tell), 0);
  const pid_t owner = fork();
  if (owner == 0) {
    try {
      const Cluster cluster(binaries);
      const std::string data = folder_of(cluster) + "\n";
      if (write(tell[1], data.data(), data.size()) > 0) pause();
    } catch (...) {
    }
    _exit(1);
  }
  std::string data;
  for (char c = 0; read(tell[0], &c, 1) == 1 && c != '\n';) data += c;
  const pid_t server = server_of(data);
  ASSERT_GT(server, 0);
  kill(owner, SIGKILL);
  waitpid(owner, nullptr, 0);
  for (int i = 0; i < 5000 && runs(server); ++i) poll(nullptr, 0, 2);
  EXPECT_FALSE(runs(server));

  // The slot is taken over without complaint, though its end was not clean.
  const Cluster next(binaries);
  EXPECT_FALSE(folder_of(next).empty());
}

TEST_F(ClusterTest, ABrokenDataFolderIsMadeAnew) {
  fs::path data;
  {
    const Cluster cluster(binaries);
    data = folder_of(cluster);
  }
  fs::remove_all(data / "global");
  const Cluster again(binaries);
  EXPECT_FALSE(folder_of(again).empty());
}

TEST_F(ClusterTest, TheUsersVariablesDoNotDisturbIt) {
  setenv("PGOPTIONS", "-c nonsense=1", 1);
  setenv("PGHOST", "nowhere.invalid", 1);
  setenv("PGSSLMODE", "verify-full", 1);
  const Cluster cluster(binaries);
  EXPECT_FALSE(folder_of(cluster).empty());
  for (const char* name : {"PGOPTIONS", "PGHOST", "PGSSLMODE"}) unsetenv(name);
}

TEST_F(ClusterTest, ALongCacheFolderStillHasShortSockets) {
  const fs::path before = std::getenv("SYNCLINE_CACHE");
  const fs::path deep = before / std::string(90, 'd');
  fs::create_directories(deep);
  setenv("SYNCLINE_CACHE", deep.c_str(), 1);
  {
    const Cluster cluster(binaries);
    EXPECT_TRUE(folder_of(cluster).starts_with(deep.string()));
  }
  setenv("SYNCLINE_CACHE", before.c_str(), 1);
  fs::remove_all(deep);
}

TEST_F(ClusterTest, ACacheThatOnlyRootMayEnterIsNoObstacle) {
  const fs::path before = std::getenv("SYNCLINE_CACHE");
  const fs::path closed = before / "closed";
  fs::create_directories(closed);
  chmod(closed.c_str(), 0700);
  setenv("SYNCLINE_CACHE", closed.c_str(), 1);
  fs::path data;
  {
    const Cluster cluster(binaries);
    data = folder_of(cluster);
  }
  setenv("SYNCLINE_CACHE", before.c_str(), 1);
  fs::remove_all(closed);
  // As root the server went elsewhere.
  if (geteuid() == 0) fs::remove_all(data.parent_path().parent_path().parent_path());
}

TEST(FindServer, WithoutProgramsItSaysWhatToInstall) {
  use_test_cache();
  // Only what packages install can be found here: then there is nothing to test.
  try {
    EXPECT_GE(find_server(0).major, 13);
  } catch (const Error& error) {
    EXPECT_EQ(error.failure, Failure::Config);
    EXPECT_NE(error.hint.find("SYNCLINE_PG_BIN"), std::string::npos);
  }
}

}  // namespace
}  // namespace syncline::postgres
