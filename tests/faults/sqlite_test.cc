// A history of 12 revisions is upgraded, and at every statement that SQLite gets meanwhile, and at
// everything that it does to its files, something goes wrong: afterwards nothing may be lost, and a
// plain second upgrade must end as if nothing had happened.
#include "sqlite/sqlite.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "faults/trial.h"

namespace syncline::testing {
namespace {

using Lines = std::vector<std::string>;

struct FileFault {
  std::string kind;  ///< as file_faults.cc names it
  std::size_t number = 0;
  std::string label = {};
};

/// The program with file_faults.cc in it, and a database of its own.
struct Hand {
  Ground ground{sqlite::dialect(), nullptr};
  std::filesystem::path seen = ground.folder() / "seen";

  Outcome upgrade(const FileFault& fault) {
    ground.renew();
    std::filesystem::remove(seen);
    return ground.run({"upgrade", "--json"},
                      {{"FILE_FAULTS_REPORT", seen.string()},
                       {"FILE_FAULTS", fmt::format("{} {}", fault.kind, fault.number)}});
  }
  Lines lines() const { return split(read_file(seen), '\n'); }
};

/// At statements that change something, and at every 12th of those that only read.
std::vector<FileFault> statement_faults(const Lines& lines) {
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

std::vector<FileFault> write_faults(const Lines& lines) {
  std::vector<FileFault> all;
  std::size_t number = 0;
  for (const std::string& line : lines) {
    if (line != "write" && line != "change") continue;
    for (const char* kind : {"write-kill", "write-torn", "write-fail"})
      all.push_back({kind, number});
    if (line == "write") all.push_back({"disk-full", number});
    ++number;
  }
  return all;
}

void try_all(const char* what, std::vector<FileFault> (*faults_of)(const Lines&),
             std::size_t step) {
  Hand hands[workers];
  Reference reference;
  ASSERT_EQ(make_reference(hands[0].ground, reference), "");
  ASSERT_EQ(hands[0].upgrade({"none"}).status, 0);
  const std::vector<FileFault> faults = faults_of(hands[0].lines());
  fmt::print("{}: {} faults, every {}. of them\n", what, faults.size(), step);
  Tally tally;
  in_parallel((faults.size() + step - 1) / step, [&](std::size_t worker, std::size_t item) {
    Hand& hand = hands[worker];
    const FileFault& fault = faults[item * step];
    const Outcome outcome = hand.upgrade(fault);
    const bool fired = std::ranges::count(hand.lines(), "fault") > 0;
    tally.add(
        fmt::format("{} {}: {}", fault.kind, fault.number, fault.label),
        (fired ? "" : "  the fault did not happen\n") + aftermath(hand.ground, reference, outcome));
  });
  const std::string lost = tally.verdict(what);
  EXPECT_TRUE(lost.empty()) << lost;
}

TEST(Sqlite, EveryStatement) { try_all("sqlite-statements", statement_faults, stride(7)); }
// There are so many that even "all" leaves some out.
TEST(Sqlite, EveryWrite) { try_all("sqlite-writes", write_faults, stride(61, 5)); }

}  // namespace
}  // namespace syncline::testing
