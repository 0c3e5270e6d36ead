// A history of 12 revisions is upgraded, and at every command that PostgreSQL gets meanwhile (of
// the history, of the ledger, of the transactions) something goes wrong: afterwards nothing may be
// lost, and a plain second upgrade must end as if nothing had happened.
#include "postgres/postgres.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "faults/proxy.h"
#include "faults/trial.h"

namespace syncline::testing {
namespace {

using Commands = std::vector<std::string>;

constexpr Cut cuts[] = {Cut::Fail,       Cut::KillBefore, Cut::KillAfter,
                        Cut::KillDuring, Cut::DropBefore, Cut::DropAfter};

/// The program's way to a database of its own.
struct Hand {
  explicit Hand(const Server& server)
      : ground(postgres::dialect(), &server), proxy(sockets.path(), server.sockets()) {}

  Outcome upgrade(const Fault& fault) {
    proxy.idle();
    proxy.arm(fault);
    return ground.run_at(ground.url(sockets.path()), {"upgrade", "--json"});
  }
  /// What is wrong after an upgrade that `fault` disturbs.
  std::string lost_by(const Fault& fault, const Reference& reference) {
    const Outcome outcome = upgrade(fault);
    const std::string idle = proxy.fired() ? "" : "  the fault did not happen\n";
    // Who comes while the server is still at it must wait and then go on.
    if (fault.cut == Cut::KillDuring) return idle + finish(ground, reference, -1);
    return idle + aftermath(ground, reference, outcome);
  }

  Folder sockets;
  Ground ground;
  Proxy proxy;
};

class Postgres : public ::testing::Test {
 protected:
  void SetUp() override {
    for (std::size_t i = 0; i < workers; ++i) hands_.push_back(std::make_unique<Hand>(server_));
    ASSERT_EQ(make_reference(hands_[0]->ground, reference_), "");
  }

  Server server_;
  std::vector<std::unique_ptr<Hand>> hands_;
  Reference reference_;
};

std::string label(const Fault& fault, const Commands& commands) {
  return fmt::format("{} {}: {}", name_of(fault.cut), fault.command,
                     one_line(commands[static_cast<std::size_t>(fault.command)]));
}

/// Everything at commands that change something, and at every 12th of those that only read. Of all
/// these every `step`th: a step that shares no factor with the number of cuts meets all of them.
std::vector<Fault> faults_of(const Commands& commands, std::size_t step) {
  std::vector<Fault> all, some;
  int reads = 0;
  for (std::size_t number = 0; number < commands.size(); ++number) {
    if (reads_only(commands[number]) && reads++ % 12 != 0) continue;
    for (const Cut cut : cuts) all.push_back({cut, static_cast<int>(number)});
  }
  for (std::size_t i = 0; i < all.size(); i += step) some.push_back(all[i]);
  return some;
}

/// Every statement of the history must be a command of its own: otherwise faults between two of
/// them would not be tried.
void expect_single_commands(const Commands& commands, const Reference& reference) {
  std::size_t at = 0;
  for (const HistoryStatement& statement : reference.statements) {
    while (at < commands.size() && !commands[at].starts_with(statement.sql)) ++at;
    EXPECT_LT(at, commands.size()) << "no command of its own: " << statement.label();
    ++at;
  }
}

TEST_F(Postgres, EveryStatement) {
  hands_[0]->ground.renew();
  ASSERT_EQ(hands_[0]->upgrade({}).status, 0);
  const Commands commands = hands_[0]->proxy.commands();
  expect_single_commands(commands, reference_);
  const std::size_t step = stride(13);
  const std::vector<Fault> faults = faults_of(commands, step);
  fmt::print("postgres: {} statements in {} commands, every {}. fault\n",
             reference_.statements.size(), commands.size(), step);
  Tally tally;
  in_parallel(faults.size(), [&](std::size_t worker, std::size_t item) {
    hands_[worker]->ground.renew();
    tally.add(label(faults[item], commands), hands_[worker]->lost_by(faults[item], reference_));
  });
  const std::string lost = tally.verdict("postgres");
  EXPECT_TRUE(lost.empty()) << lost;
}

// Outside a transaction, where a killed program leaves behind what only the catalog can tell.
constexpr const char* places[] = {"CREATE INDEX CONCURRENTLY players_rank ON",
                                  "ALTER TYPE mood ADD VALUE",
                                  "DROP INDEX CONCURRENTLY players_rank",
                                  "REINDEX INDEX CONCURRENTLY", "VACUUM (ANALYZE) matches"};

struct Second {
  const char* place;    ///< where the program is killed, when the server has done it
  Fault fault;          ///< what happens to the upgrade that is to go on from there
  std::string command;  ///< where
};

/// What the going on does, up to the first command that an undisturbed upgrade would do as well.
Commands recovery_of(const Commands& commands, const char* place, const Reference& reference) {
  auto next = std::ranges::find_if(reference.statements,
                                   [&](const auto& one) { return one.sql.starts_with(place); });
  if (next + 1 != reference.statements.end()) ++next;
  const auto end = std::ranges::find_if(
      commands, [&](const std::string& command) { return command.starts_with(next->sql); });
  return {commands.begin(), end};
}

TEST_F(Postgres, EveryStatementOfGoingOn) {
  std::vector<Second> all, some;
  for (const char* place : places) {
    hands_[0]->ground.renew();
    hands_[0]->upgrade({Cut::KillAfter, -1, place});
    ASSERT_TRUE(hands_[0]->proxy.fired()) << place;
    ASSERT_EQ(hands_[0]->upgrade({}).status, 0) << place;
    const Commands commands = recovery_of(hands_[0]->proxy.commands(), place, reference_);
    for (const Fault& fault : faults_of(commands, 1)) {
      all.push_back({place, fault, label(fault, commands)});
    }
  }
  const std::size_t step = stride(13);
  for (std::size_t i = 0; i < all.size(); i += step) some.push_back(all[i]);
  Tally tally;
  in_parallel(some.size(), [&](std::size_t worker, std::size_t item) {
    const Second& second = some[item];
    Hand& hand = *hands_[worker];
    hand.ground.renew();
    hand.upgrade({Cut::KillAfter, -1, second.place});
    const std::string lonely = hand.ground.deserted() ? "" : "  somebody stays connected\n";
    tally.add(fmt::format("after {}: {}", second.place, second.command),
              lonely + hand.lost_by(second.fault, reference_));
  });
  const std::string lost = tally.verdict("postgres-going-on");
  EXPECT_TRUE(lost.empty()) << lost;
}

}  // namespace
}  // namespace syncline::testing
