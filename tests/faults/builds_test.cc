// Index builds that are stopped in their middle: what they leave is an invalid index, and only one
// that is ours may be dropped.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "faults/proxy.h"
#include "faults/trial.h"
#include "postgres/postgres.h"

namespace syncline::testing {
namespace {

using std::chrono::milliseconds;

enum class Stop { Cancelled, Terminated, ClientKilled, ClientMissed, BlockedForLong };

struct Build {
  const char* name;
  const char* sql;  ///< begins the statement
  const char* table;
};
constexpr Build builds[] = {
    {"Create", "CREATE INDEX CONCURRENTLY players_rank ON", "players"},
    {"CreateUnique", "CREATE UNIQUE INDEX CONCURRENTLY clubs_name", "clubs"},
    {"Drop", "DROP INDEX CONCURRENTLY players_rank", "players"},
    {"Reindex", "REINDEX INDEX CONCURRENTLY players_rank_club", "players"},
};
struct Way {
  Stop stop;
  const char* name;
  milliseconds held;  ///< for so long what the build waits for goes on
};
constexpr Way ways[] = {
    {Stop::Cancelled, "Cancelled", milliseconds(300)},
    {Stop::Terminated, "Terminated", milliseconds(0)},
    // The server goes on with what the dead client told it: who comes next must wait, and not fail.
    {Stop::ClientKilled, "ClientKilled", milliseconds(300)},
    // As before, and the server looks for its client meanwhile, and gives up.
    {Stop::ClientMissed, "ClientMissed", milliseconds(1500)},
    // Longer than the program waits for a lock at a time.
    {Stop::BlockedForLong, "BlockedForLong", milliseconds(1800)},
};

struct Named {
  Build build;
  Way way;
};

std::vector<Named> all() {
  std::vector<Named> found;
  for (const Build& build : builds) {
    for (const Way& way : ways) found.push_back({build, way});
  }
  return found;
}

/// Waits until a session waits for the blocker with this statement, at most 20 s; its process.
std::string waiting_backend(Session& session, const std::string& sql) {
  for (int i = 0; i < 2000; ++i) {
    const Rows rows = session.query(
        "SELECT pid::text AS pid FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()",
        {sql});
    if (!rows.empty()) return rows.text(0, "pid");
    std::this_thread::sleep_for(milliseconds(10));
  }
  return "";
}

class Builds : public ::testing::TestWithParam<Named> {
 protected:
  // One server and one reference for all tests of this process.
  static void SetUpTestSuite() {
    server_ = std::make_unique<Server>();
    ground_ = std::make_unique<Ground>(postgres::dialect(), server_.get());
    sockets_ = std::make_unique<Folder>();
    proxy_ = std::make_unique<Proxy>(sockets_->path(), server_->sockets());
    ASSERT_EQ(make_reference(*ground_, reference_), "");
  }
  static void TearDownTestSuite() {
    proxy_.reset();
    ground_.reset();
    server_.reset();
    sockets_.reset();
  }

  /// An upgrade that came to the statement and not further.
  void upgrade_up_to(const std::string& sql) {
    ground_->renew();
    run_with({Cut::DropBefore, -1, sql});
    ASSERT_TRUE(proxy_->fired());
    ASSERT_TRUE(ground_->deserted());
  }
  Outcome run_with(const Fault& fault) {
    proxy_->idle();
    proxy_->arm(fault);
    return ground_->run_at(ground_->url(sockets_->path()), {"upgrade", "--json"});
  }

  static inline std::unique_ptr<Server> server_;
  static inline std::unique_ptr<Ground> ground_;
  static inline std::unique_ptr<Folder> sockets_;
  static inline std::unique_ptr<Proxy> proxy_;
  static inline Reference reference_;
};

TEST_P(Builds, GoOn) {
  const auto& [build, way] = GetParam();
  const Stop stop = way.stop;
  ASSERT_NO_FATAL_FAILURE(upgrade_up_to(build.sql));
  const auto blocker = ground_->open(), watcher = ground_->open();
  blocker->begin();
  blocker->execute(fmt::format("LOCK TABLE {} IN ROW EXCLUSIVE MODE", build.table));
  Outcome disturbed;
  const bool kills = stop == Stop::ClientKilled || stop == Stop::ClientMissed;
  const Fault fault{kills ? Cut::KillDuring : Cut::Nothing, -1, build.sql};
  std::thread upgrading([&] { disturbed = run_with(fault); });
  const std::string backend = waiting_backend(*watcher, build.sql);
  if (stop == Stop::Cancelled)
    watcher->query("SELECT pg_cancel_backend(nullif($1, '')::int)", {backend});
  if (stop == Stop::Terminated)
    watcher->query("SELECT pg_terminate_backend(nullif($1, '')::int)", {backend});
  std::thread release([&blocker, held = way.held] {
    std::this_thread::sleep_for(held);
    blocker->commit();
  });
  upgrading.join();
  const std::string problem = finish(*ground_, reference_, -1);
  release.join();
  EXPECT_NE(backend, "") << "nobody waited";
  EXPECT_EQ(disturbed.status, kills                          ? 128 + 9
                              : stop == Stop::BlockedForLong ? 0
                                                             : 5)
      << disturbed.errors;
  EXPECT_EQ(problem, "");
}

void PrintTo(const Named& named, std::ostream* out) { *out << named.build.sql; }

INSTANTIATE_TEST_SUITE_P(Index, Builds, ::testing::ValuesIn(all()), [](const auto& test) {
  return fmt::format("{}{}", test.param.build.name, test.param.way.name);
});

using OthersBuilds = Builds;

TEST_F(OthersBuilds, AreNamedAndLeft) {
  ground_->renew();
  ASSERT_EQ(ground_->run({"upgrade", "20250101000003"}).status, 0);
  const auto session = ground_->open();
  // Somebody else's attempt, which fails, at an index with the name of our next one.
  EXPECT_ANY_THROW(
      session->execute("CREATE UNIQUE INDEX CONCURRENTLY clubs_name ON clubs ((id > 0))"));
  const char* invalid =
      "SELECT 1 FROM pg_index WHERE indexrelid = 'clubs_name'::regclass AND NOT indisvalid";
  ASSERT_FALSE(session->query(invalid).empty());
  for (const char* allowed : {"", "drift"}) {
    Outcome refused = *allowed ? ground_->run({"upgrade", "--allow", allowed})  //
                               : ground_->run({"upgrade"});
    EXPECT_EQ(refused.status, *allowed ? 5 : 6) << refused.output;
    EXPECT_NE(refused.errors.find("clubs_name"), std::string::npos) << refused.errors;
    ASSERT_FALSE(session->query(invalid).empty()) << "the index of somebody else was dropped";
  }
  session->execute("DROP INDEX clubs_name");
  EXPECT_EQ(finish(*ground_, reference_, -1), "");
}

}  // namespace
}  // namespace syncline::testing
