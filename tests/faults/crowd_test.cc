// Twenty processes start `upgrade` on one database at the same instant: one does it, the others
// find that nothing is left, and none fails; also when the one that does it is killed half-way.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <thread>

#include "base/files.h"
#include "faults/proxy.h"
#include "faults/trial.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"

namespace syncline::testing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int crowd_size = 20;
constexpr std::size_t all_revisions = 12;
/// From the start to the end of all, with a process killed between: far less than any timeout that
/// a lock might have, and much more than it takes on a machine with nothing else to do.
constexpr double most_seconds = 20;

constexpr const char* wait_and_upgrade =
    "touch ready-$0; flock -s gate true; [ $2 = 0.000 ] || sleep $2; exec \"$1\" upgrade --json";

struct Crowd {
  std::vector<Outcome> outcomes;
  double seconds = 0;
};

/// All wait at a lock that we hold, each in a shell that becomes the program; then they begin at
/// once, or one after the other, `apart` milliseconds between two.
Crowd start_crowd(const Ground& ground, const std::string& url, const Environment& more,
                  int apart = 0) {
  const fs::path gate = ground.folder() / "gate";
  auto closed = std::make_unique<FileLock>(gate);
  Crowd crowd;
  crowd.outcomes.resize(crowd_size);
  std::vector<std::thread> threads;
  for (int i = 0; i < crowd_size; ++i) {
    threads.emplace_back([&, i] {
      Command command = ground.command({"-c", wait_and_upgrade, std::to_string(i), SYNCLINE_PROGRAM,
                                        fmt::format("{:.3f}", i * apart / 1000.0)},
                                       url, more);
      command.program = "/bin/sh";
      crowd.outcomes[static_cast<std::size_t>(i)] = run(command);
    });
  }
  for (int i = 0; i < crowd_size; ++i) {
    while (!fs::exists(ground.folder() / fmt::format("ready-{}", i))) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    fs::remove(ground.folder() / fmt::format("ready-{}", i));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  const auto start = Clock::now();
  closed.reset();
  for (std::thread& thread : threads) thread.join();
  crowd.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return crowd;
}

/// Of those that were not killed exactly one reports revisions, `expected` of them.
void expect_one_worker(const char* what, const Crowd& crowd, int killed, int expected) {
  int workers_seen = 0, idle = 0, dead = 0, failed = 0;
  std::map<std::string, int> finished;
  for (const Outcome& outcome : crowd.outcomes) {
    for (const std::string& revision : revisions_finished(outcome)) ++finished[revision];
    const int reported = revisions_reported(outcome);
    if (outcome.status == 128 + 9 && !outcome.timed_out) {
      ++dead;
      continue;
    }
    EXPECT_EQ(outcome.status, 0) << (outcome.timed_out ? "it hung\n" : "") << outcome.output
                                 << outcome.errors;
    if (outcome.status != 0) ++failed;
    if (reported == 0) ++idle;
    if (reported <= 0) continue;
    ++workers_seen;
    EXPECT_EQ(reported, expected);
  }
  fmt::print(
      "{}: {} processes, {} worked, {} found nothing left, {} killed, {} failed ({:.2f} s)\n", what,
      crowd_size, workers_seen, idle, dead, failed, crowd.seconds);
  for (const auto& [revision, times] : finished) EXPECT_EQ(times, 1) << revision;
  EXPECT_EQ(finished.size(), all_revisions);
  EXPECT_EQ(dead, killed);
  EXPECT_EQ(workers_seen, 1);
  EXPECT_EQ(idle, crowd_size - killed - 1);
  EXPECT_LT(crowd.seconds, most_seconds);
}

/// Of the history from the statement on that begins with `text`.
int revisions_left(const Reference& reference, const std::string& text) {
  int left = 0;
  bool reached = false;
  for (const HistoryStatement& statement : reference.statements) {
    reached = reached || statement.sql.starts_with(text);
    left += reached && statement.last;
  }
  return left;
}

// Inside a transaction, outside of one in the first section, and outside in a later section.
constexpr const char* half_way_postgres[] = {"CREATE VIEW old_clubs AS SELECT id, name FROM",
                                             "CREATE INDEX CONCURRENTLY players_rank_club",
                                             "ALTER TABLE matches VALIDATE CONSTRAINT"};
constexpr const char* half_way_sqlite[] = {"CREATE VIEW old_clubs AS SELECT id, name FROM",
                                           "CREATE INDEX players_rank_club",
                                           "INSERT INTO changes VALUES ('another insert outside"};

// At the same instant; and while the first one is at work, at whatever it has done by then.
constexpr int aparts[] = {0, 5, 15};

TEST(Crowd, Postgres) {
  const Server server;
  Ground ground(postgres::dialect(), &server);
  Reference reference;
  ASSERT_EQ(make_reference(ground, reference), "");
  for (const int apart : aparts) {
    ground.renew();
    const Crowd crowd = start_crowd(ground, ground.url(), {}, apart);
    expect_one_worker("postgres", crowd, 0, all_revisions);
    EXPECT_EQ(finish(ground, reference, 0), "");
  }
}

TEST(Crowd, PostgresTheFirstIsKilled) {
  const Server server;
  Ground ground(postgres::dialect(), &server);
  const Folder sockets;
  Proxy proxy(sockets.path(), server.sockets());
  Reference reference;
  ASSERT_EQ(make_reference(ground, reference), "");
  for (const char* text : half_way_postgres) {
    ground.renew();
    proxy.idle();
    proxy.arm({Cut::KillBefore, -1, text});
    const Crowd crowd = start_crowd(ground, ground.url(sockets.path()), {});
    EXPECT_TRUE(proxy.fired());
    expect_one_worker("postgres, the first is killed", crowd, 1, revisions_left(reference, text));
    EXPECT_EQ(finish(ground, reference, 0), "");
  }
}

TEST(Crowd, Sqlite) {
  Ground ground(sqlite::dialect(), nullptr);
  Reference reference;
  ASSERT_EQ(make_reference(ground, reference), "");
  for (const int apart : aparts) {
    ground.renew();
    const Crowd crowd = start_crowd(ground, ground.url(), {}, apart);
    expect_one_worker("sqlite", crowd, 0, all_revisions);
    EXPECT_EQ(finish(ground, reference, 0), "");
  }
}

TEST(Crowd, SqliteTheFirstIsKilled) {
  Ground ground(sqlite::dialect(), nullptr);
  Reference reference;
  ASSERT_EQ(make_reference(ground, reference), "");
  for (const char* text : half_way_sqlite) {
    ground.renew();
    const fs::path once = ground.folder() / "once";
    fs::remove(once);
    const Crowd crowd = start_crowd(ground, ground.url(),
                                    {{"FILE_FAULTS", "statement-before 0"},
                                     {"FILE_FAULTS_TEXT", text},
                                     {"FILE_FAULTS_ONCE", once.string()}});
    EXPECT_TRUE(fs::exists(once));
    expect_one_worker("sqlite, the first is killed", crowd, 1, revisions_left(reference, text));
    EXPECT_EQ(finish(ground, reference, 0), "");
  }
}

}  // namespace
}  // namespace syncline::testing
