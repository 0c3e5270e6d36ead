// A history of 12 revisions is upgraded, and at every statement of it, of the ledger and of the
// transactions something goes wrong: afterwards nothing may be lost, and a plain second upgrade
// must end as if nothing had happened.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "base/files.h"
#include "base/text.h"
#include "faults/proxy.h"
#include "faults/trial.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"

namespace syncline::testing {
namespace {

using Clock = std::chrono::steady_clock;

std::string one_line(const std::string& sql) { return folded(sql, {}).substr(0, 70); }

/// Prints the count and fails with the first problems.
void report(const char* what, const Tally& tally, Clock::time_point start) {
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  fmt::print("{}: {} faults, {} lost ({:.1f} s)\n", what, tally.count(), tally.problems().size(),
             seconds);
  constexpr std::size_t most = 10;
  std::string words;
  for (std::size_t i = 0; i < std::min(most, tally.problems().size()); ++i)
    words += tally.problems()[i] + "\n";
  EXPECT_TRUE(tally.problems().empty()) << words;
  EXPECT_GT(tally.count(), 0u);
  if (const char* file = std::getenv("SYNCLINE_FAULTS_REPORT")) {
    write_file(std::string(file) + "-" + what, join(tally.problems(), "\n"));
  }
}

bool reads_only(const std::string& sql) {
  return starts_with_nocase(sql, "SELECT") || starts_with_nocase(sql, "WITH") ||
         starts_with_nocase(sql, "SHOW");
}

// ---- PostgreSQL ----

struct PostgresWorker {
  explicit PostgresWorker(const Server& server)
      : ground(postgres::dialect(), &server), proxy(sockets.path(), server.sockets()) {}
  Folder sockets;
  Ground ground;
  Proxy proxy;

  Outcome upgrade(const Fault& fault) {
    ground.renew();
    proxy.idle();
    proxy.arm(fault);
    return ground.run_at(ground.url(sockets.path()), {"upgrade", "--json"});
  }
};

/// All faults of a run whose commands are these: everything at what writes, and at every 12th of
/// what only reads.
std::vector<Fault> faults_of(const std::vector<std::string>& commands, std::size_t step) {
  std::vector<Fault> all, some;
  int reads = 0;
  for (int number = 0; number < static_cast<int>(commands.size()); ++number) {
    if (reads_only(commands[number]) && reads++ % 12 != 0) continue;
    for (const Cut cut : {Cut::Fail, Cut::KillBefore, Cut::KillAfter, Cut::KillDuring,
                          Cut::DropBefore, Cut::DropAfter}) {
      all.push_back({cut, number});
    }
  }
  // A step that shares no factor with the number of cuts meets all of them.
  for (std::size_t i = 0; i < all.size(); i += step) some.push_back(all[i]);
  return some;
}

/// Every statement of the history must be a command of its own: otherwise faults between two of
/// them would not be tried.
void expect_single_commands(const std::vector<std::string>& commands, const Reference& reference) {
  std::size_t at = 0;
  for (const HistoryStatement& statement : reference.statements) {
    while (at < commands.size() && commands[at].find(statement.sql) == std::string::npos) ++at;
    EXPECT_LT(at, commands.size()) << "no command of its own: " << statement.label();
    ++at;
  }
}

TEST(Faults, Postgres) {
  const Server server;
  std::vector<std::unique_ptr<PostgresWorker>> hands;
  for (std::size_t i = 0; i < workers; ++i)
    hands.push_back(std::make_unique<PostgresWorker>(server));
  Reference reference;
  ASSERT_EQ(make_reference(hands[0]->ground, reference), "");
  ASSERT_EQ(hands[0]->upgrade({}).status, 0);
  const std::vector<std::string> commands = hands[0]->proxy.commands();
  expect_single_commands(commands, reference);

  const auto start = Clock::now();
  const std::size_t step = stride(7);
  const std::vector<Fault> faults = faults_of(commands, step);
  fmt::print("postgres: {} statements in {} commands, every {}. fault\n",
             reference.statements.size(), commands.size(), step);
  Tally tally;
  in_parallel(faults.size(), [&](std::size_t worker, std::size_t item) {
    PostgresWorker& hand = *hands[worker];
    const Fault& fault = faults[item];
    const Outcome outcome = hand.upgrade(fault);
    std::string problem = hand.proxy.fired() ? "" : "  the fault did not happen\n";
    // Who comes while the server is still at it must wait and then go on.
    problem += fault.cut == Cut::KillDuring ? finish(hand.ground, reference, -1)
                                            : aftermath(hand.ground, reference, outcome);
    tally.add(fmt::format("{} {}: {}", name_of(fault.cut), fault.command,
                          one_line(commands[fault.command])),
              problem);
  });
  report("postgres", tally, start);
}

// ---- SQLite ----

struct FileFault {
  std::string kind;  ///< as file_faults.cc names it
  std::size_t number = 0;
  std::string label = {};
};

struct SqliteWorker {
  Ground ground{sqlite::dialect(), nullptr};
  std::filesystem::path seen = ground.folder() / "seen";

  Outcome upgrade(const FileFault& fault) {
    ground.renew();
    std::filesystem::remove(seen);
    return ground.run({"upgrade", "--json"},
                      {{"FILE_FAULTS_REPORT", seen.string()},
                       {"FILE_FAULTS", fmt::format("{} {}", fault.kind, fault.number)}});
  }
  std::vector<std::string> lines() const { return split(read_file(seen), '\n'); }
};

std::vector<FileFault> statement_faults(const std::vector<std::string>& lines) {
  std::vector<FileFault> all;
  std::size_t number = 0;
  constexpr std::string_view prefix = "statement ";
  for (const std::string& line : lines) {
    if (!line.starts_with(prefix)) continue;
    const std::string sql = line.substr(prefix.size());
    const std::size_t at = number++;
    if (reads_only(sql) && at % 12 != 0) continue;
    for (const char* kind : {"statement-fail", "statement-before", "statement-after"}) {
      all.push_back({kind, at, one_line(sql)});
    }
  }
  return all;
}

std::vector<FileFault> write_faults(const std::vector<std::string>& lines) {
  std::vector<FileFault> all;
  const auto writes = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), "write"));
  for (std::size_t number = 0; number < writes; ++number) {
    for (const char* kind : {"write-kill", "write-torn", "write-fail", "disk-full"}) {
      all.push_back({kind, number});
    }
  }
  return all;
}

void try_sqlite(const char* what,
                std::vector<FileFault> (*faults_of)(const std::vector<std::string>&),
                std::size_t everyday) {
  SqliteWorker hands[workers];
  Reference reference;
  ASSERT_EQ(make_reference(hands[0].ground, reference), "");
  ASSERT_EQ(hands[0].upgrade({"none"}).status, 0);
  std::vector<FileFault> faults = faults_of(hands[0].lines());
  const auto start = Clock::now();
  const std::size_t step = stride(everyday);
  fmt::print("{}: {} faults, every {}. of them\n", what, faults.size(), step);
  Tally tally;
  in_parallel((faults.size() + step - 1) / step, [&](std::size_t worker, std::size_t item) {
    SqliteWorker& hand = hands[worker];
    const FileFault& fault = faults[item * step];
    const Outcome outcome = hand.upgrade(fault);
    const std::vector<std::string> lines = hand.lines();
    const bool fired = std::find(lines.begin(), lines.end(), "fault") != lines.end();
    tally.add(
        fmt::format("{} {}: {}", fault.kind, fault.number, fault.label),
        (fired ? "" : "  the fault did not happen\n") + aftermath(hand.ground, reference, outcome));
  });
  report(what, tally, start);
}

TEST(Faults, SqliteStatements) { try_sqlite("sqlite-statements", statement_faults, 5); }
TEST(Faults, SqliteWrites) { try_sqlite("sqlite-writes", write_faults, 29); }

}  // namespace
}  // namespace syncline::testing
