#include "postgres/cluster.h"

#include <poll.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <set>

#include "base/files.h"
#include "support.h"

namespace syncline::postgres {
namespace {

namespace fs = std::filesystem;

/// A cache that no other test uses; gone at the end, with what a server of root's put elsewhere.
class OwnCache {
 public:
  explicit OwnCache(const std::string& name, mode_t mode = 0755)
      : before_(std::getenv("SYNCLINE_CACHE")),
        folder_(before_ / (name + "-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    chmod(folder_.c_str(), mode);
    setenv("SYNCLINE_CACHE", folder_.c_str(), 1);
  }
  ~OwnCache() {
    const fs::path slots = slots_folder("0", server_user());
    if (slots.parent_path() != folder_) fs::remove_all(slots.parent_path());
    setenv("SYNCLINE_CACHE", before_.c_str(), 1);
    fs::remove_all(folder_);
  }
  OwnCache(const OwnCache&) = delete;
  OwnCache& operator=(const OwnCache&) = delete;

  const fs::path& folder() const { return folder_; }

 private:
  fs::path before_, folder_;
};

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

TEST_F(ClusterTest, TheLowestFreeSlotIsUsedAgain) {
  const OwnCache cache("slots");
  auto one = std::make_unique<Cluster>(binaries);
  const Cluster two(binaries);
  const std::string first = folder_of(*one);
  one.reset();
  EXPECT_EQ(folder_of(Cluster(binaries)), first);
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
  const OwnCache cache("broken");
  fs::path data;
  {
    const Cluster cluster(binaries);
    data = folder_of(cluster);
  }
  fs::remove_all(data / "global");
  EXPECT_EQ(folder_of(Cluster(binaries)), data);
}

TEST_F(ClusterTest, FilesOfDatabasesThatItDoesNotKnowAreDeleted) {
  const OwnCache cache("orphans");
  const Cluster cluster(binaries);
  const fs::path base = fs::path(folder_of(cluster)) / "base";
  fs::create_directories(base / "99999");
  std::ofstream(base / "99999" / "112") << "rows";
  fs::create_directories(base / "pgsql_tmp");
  std::set<std::string> known;
  for (const fs::directory_entry& entry : fs::directory_iterator(base)) {
    const std::string name = entry.path().filename().string();
    if (name != "99999" && name != "pgsql_tmp") known.insert(name);
  }
  ASSERT_FALSE(known.empty());
  cluster.remove_orphans(known);
  EXPECT_FALSE(fs::exists(base / "99999"));
  EXPECT_TRUE(fs::exists(base / "pgsql_tmp"));
  for (const std::string& one : known) EXPECT_TRUE(fs::exists(base / one)) << one;
}

TEST_F(ClusterTest, TheUsersVariablesDoNotDisturbIt) {
  setenv("PGOPTIONS", "-c nonsense=1", 1);
  setenv("PGHOST", "nowhere.invalid", 1);
  setenv("PGSSLMODE", "verify-full", 1);
  const Cluster cluster(binaries);
  EXPECT_FALSE(folder_of(cluster).empty());
  for (const char* name : {"PGOPTIONS", "PGHOST", "PGSSLMODE"}) unsetenv(name);
}

TEST_F(ClusterTest, ALongFolderStillHasShortSockets) {
  const OwnCache cache(std::string(90, 'd'));
  setenv("SYNCLINE_SCRATCH_FOLDER", cache.folder().c_str(), 1);
  {
    const Cluster cluster(binaries);
    EXPECT_TRUE(folder_of(cluster).starts_with(cache.folder().string()));
  }
  unsetenv("SYNCLINE_SCRATCH_FOLDER");
}

TEST(SlotsFolder, InMemoryItGoesWhenItsCacheHasGone) {
  use_test_cache();
  fs::path orphan;
  {
    const OwnCache cache("orphan");
    orphan = slots_folder("0", server_user()).parent_path();
    if (!is_in_memory(orphan)) GTEST_SKIP() << "there is not enough memory";
    fs::rename(orphan, orphan.string() + "x");  // or the cache's end would take it along
  }
  orphan += "x";
  EXPECT_TRUE(fs::exists(orphan));
  const OwnCache another("another");
  EXPECT_TRUE(fs::exists(slots_folder("0", server_user())));
  EXPECT_FALSE(fs::exists(orphan));
}

// Containers that share memory do not see each other's caches.
TEST(SlotsFolder, InMemoryForFilesOfAnotherItStaysForADay) {
  use_test_cache();
  const OwnCache cache("neighbour");
  const fs::path ours = slots_folder("0", server_user()).parent_path();
  if (!is_in_memory(ours)) GTEST_SKIP() << "there is not enough memory";
  const fs::path theirs = ours.string() + "-theirs";
  fs::create_directory(theirs);
  write_file(theirs / "cache", "/no/such/folder\n0:0\n");
  slots_folder("0", server_user());
  EXPECT_TRUE(fs::exists(theirs));
  fs::last_write_time(theirs / "cache", fs::file_time_type::clock::now() - std::chrono::hours(25));
  slots_folder("0", server_user());
  EXPECT_FALSE(fs::exists(theirs));
}

TEST_F(ClusterTest, ACacheThatOnlyItsOwnerMayEnterIsNoObstacle) {
  const OwnCache cache("closed", 0700);
  const Cluster cluster(binaries);
  EXPECT_FALSE(folder_of(cluster).empty());
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
