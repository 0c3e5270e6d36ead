// Deployments with something going wrong at every step: commands that fail, hang, or whose parent
// is killed, connections that break at any statement, files that cannot be written, full disks,
// signals at any moment. Afterwards the record tells the truth; the database is as before or
// completely changed, and after SIGKILL `deploy resume` and `rollback` end clean.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "base/files.h"
#include "base/text.h"
#include "faults/deployment.h"
#include "faults/proxy.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"

namespace syncline::testing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

Environment with(Environment environment, const Environment& more) {
  environment.insert(more.begin(), more.end());
  return environment;
}

/// What one thread works with.
struct Hand {
  Hand(const Dialect& dialect, const Server* server)
      : stops(dialect, server), rolls_back(dialect, server, true) {
    if (server) proxy = std::make_unique<Proxy>(sockets.path(), server->sockets());
  }
  Folder sockets;
  std::unique_ptr<Proxy> proxy;
  Deploying stops, rolls_back;
};

struct Trial {
  std::string fault;
  bool rolls_back = false;
  std::function<Outcome(Hand&, Deploying&, const Environment&)> run;
};
using Trials = std::vector<Trial>;

/// Commands that do what they should not, by both policies.
Trials of_commands() {
  Trials all;
  for (const char* step : {"hook before", "application", "hook after", "health", "test"}) {
    for (const char* kind : {"fail", "kill", "term", "hang", "int"}) {
      for (const bool rolls_back : {false, true}) {
        const std::string fault = fmt::format("{} {}", kind, step);
        all.push_back({rolls_back ? fault + ", policy" : fault, rolls_back,
                       [fault](Hand&, Deploying& scene, const Environment& more) {
                         return scene.ground().run(Deploying::command(),
                                                   with({{"DEPLOY_FAULT", fault}}, more));
                       }});
      }
    }
  }
  return all;
}

Trials of_full_disks() {
  Trials all;
  for (const int room : {0, 1, 4, 16}) {
    all.push_back({fmt::format("disk full after {}", room), false,
                   [room](Hand&, Deploying& scene, const Environment& more) {
                     return scene.ground().run(
                         Deploying::command(),
                         with({{"LD_PRELOAD", SYNCLINE_FILE_FAULTS},
                               {"FILE_FAULTS_DATABASE", scene.backups().string()},
                               {"FILE_FAULTS", fmt::format("disk-full {}", room)}},
                              more));
                   }});
  }
  return all;
}

/// A signal so long after the program began.
Outcome signalled(Deploying& scene, int number, milliseconds delay, const Environment& more) {
  const Ground& ground = scene.ground();
  const fs::path log = ground.folder() / "log";
  Child child(ground.command(Deploying::command(), ground.url(), more), log, SIGKILL);
  const auto end = Clock::now() + delay;
  while (Clock::now() < end && !child.exited()) std::this_thread::sleep_for(milliseconds(1));
  if (!child.exited()) kill(child.pid(), number);
  const auto patience = Clock::now() + std::chrono::seconds(60);
  while (!child.exited() && Clock::now() < patience) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  Outcome outcome;
  outcome.timed_out = !child.exited();
  outcome.status = child.exited().value_or(-1);
  outcome.output = read_file(log);
  return outcome;
}

Trials of_moments(milliseconds whole, int count) {
  Trials all;
  for (int i = 0; i < count; ++i) {
    const milliseconds delay = whole * (2 * i + 1) / (2 * count);
    for (const int number : {SIGKILL, SIGTERM}) {
      all.push_back({number == SIGKILL ? "killed at some moment" : "SIGTERM at some moment", false,
                     [=](Hand&, Deploying& scene, const Environment& more) {
                       return signalled(scene, number, delay, more);
                     }});
    }
  }
  return all;
}

/// PostgreSQL: at each command that changes something, and at some that read.
Trials of_connections(Hand& hand) {
  const auto through_proxy = [](Hand& with_proxy, Deploying& scene, const Fault& fault,
                                const Environment& more) {
    with_proxy.proxy->idle();
    with_proxy.proxy->arm(fault);
    const Ground& ground = scene.ground();
    return ground.run_at(ground.url(with_proxy.sockets.path()), Deploying::command(), more);
  };
  hand.stops.judged(
      [&](const Environment& more) { return through_proxy(hand, hand.stops, {}, more); });
  Trials all;
  int number = 0, reads = 0;
  for (const std::string& sql : hand.proxy->commands()) {
    const int at = number++;
    if (reads_only(sql) && reads++ % 12 != 0) continue;
    for (const Cut cut :
         {Cut::Fail, Cut::KillBefore, Cut::KillAfter, Cut::DropBefore, Cut::DropAfter}) {
      all.push_back(
          {name_of(cut), false, [=](Hand& own, Deploying& scene, const Environment& more) {
             return through_proxy(own, scene, {cut, at}, more);
           }});
    }
  }
  return all;
}

/// SQLite: at each statement that changes something, and at each write.
Trials of_files(Hand& hand) {
  const auto broken = [](Deploying& scene, const std::string& fault, const Environment& more) {
    const Ground& ground = scene.ground();
    return ground.run(Deploying::command(), with({{"FILE_FAULTS", fault}}, more));
  };
  const fs::path seen = hand.stops.ground().folder() / "seen";
  hand.stops.judged([&](const Environment& more) {
    return broken(hand.stops, "none 0", with({{"FILE_FAULTS_REPORT", seen.string()}}, more));
  });
  Trials all;
  int statements = 0, reads = 0, writes = 0;
  const auto add = [&](const char* kind, int number) {
    all.push_back({kind, false, [=](Hand&, Deploying& scene, const Environment& more) {
                     return broken(scene, fmt::format("{} {}", kind, number), more);
                   }});
  };
  for (const std::string& line : split(read_file(seen), '\n')) {
    if (line == "write" || line == "change") {
      for (const char* kind : {"write-kill", "write-torn", "write-fail"}) add(kind, writes);
      if (line == "write") add("disk-full", writes);
      ++writes;
    }
    if (!line.starts_with("statement ")) continue;
    const int at = statements++;
    if (reads_only(line.substr(10)) && reads++ % 12 != 0) continue;
    for (const char* kind : {"statement-fail", "statement-before", "statement-after"})
      add(kind, at);
  }
  return all;
}

/// Every `step`th of them. A step that shares no factor with the number of kinds meets all.
void take(Trials& chosen, const Trials& all, std::size_t step) {
  for (std::size_t i = 0; i < all.size(); i += step) chosen.push_back(all[i]);
}

class Deployments : public ::testing::TestWithParam<const char*> {};

TEST_P(Deployments, AtEveryStep) {
  const bool postgres = std::string(GetParam()) == "Postgres";
  const std::unique_ptr<Server> server = postgres ? std::make_unique<Server>() : nullptr;
  const Dialect& dialect = postgres ? postgres::dialect() : sqlite::dialect();
  std::vector<std::unique_ptr<Hand>> hands;
  for (std::size_t i = 0; i < workers; ++i) {
    hands.push_back(std::make_unique<Hand>(dialect, server.get()));
  }
  milliseconds whole{};
  const Verdict plain = hands[0]->stops.judged([&](const Environment& more) {
    const auto start = Clock::now();
    const Outcome outcome = hands[0]->stops.ground().run(Deploying::command(), more);
    whole = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
    return outcome;
  });
  ASSERT_EQ(plain.problem, "");

  Trials trials;
  take(trials, of_commands(), stride(7));
  take(trials, of_full_disks(), stride(3));
  whole += whole / 3;  // two at a time take longer
  take(trials, of_moments(whole, static_cast<int>(60 / stride(30))), 1);
  // There are so many that even "all" leaves some out.
  if (postgres) {
    take(trials, of_connections(*hands[0]), stride(199, 3));
  } else {
    take(trials, of_files(*hands[0]), stride(199, 7));
  }
  FaultTable table;
  in_parallel(trials.size(), [&](std::size_t worker, std::size_t item) {
    Hand& hand = *hands[worker];
    const Trial& trial = trials[item];
    Deploying& scene = trial.rolls_back ? hand.rolls_back : hand.stops;
    table.add(trial.fault,
              scene.judged([&](const Environment& more) { return trial.run(hand, scene, more); }));
  });
  const std::string lost = table.verdict(lower(GetParam()));
  EXPECT_TRUE(lost.empty()) << lost;
}

INSTANTIATE_TEST_SUITE_P(Dialects, Deployments, ::testing::Values("Postgres", "Sqlite"),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace syncline::testing
