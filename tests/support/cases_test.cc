// Every case folder is a test of its own; and so are random pairs of schemas, shrunk when they
// fail.
#include <gtest/gtest.h>

#include "base/text.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include "support/case.h"
#include "support/random_schema.h"

namespace syncline::testing {
namespace {

class Cases : public ::testing::TestWithParam<Case> {};

TEST_P(Cases, BothWays) {
  const Case& one = GetParam();
  std::unique_ptr<Scratch> scratch = one.dialect->scratch({});
  std::string wanted = one.file("servers");
  if (!wanted.empty() && scratch->server().major < std::stoi(wanted)) {
    GTEST_SKIP() << "needs a server of version " << wanted;
  }
  for (const std::string& failure : failures_of(one, *scratch)) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Folder, Cases, ::testing::ValuesIn(all_cases(SYNCLINE_CASES)),
                         [](const auto& test) { return test.param.name; });

/// Seeds of one test: together they share a scratch server.
constexpr unsigned seeds_per_test = 5;

class RandomPairs : public ::testing::TestWithParam<unsigned> {
 protected:
  void run(const Dialect& dialect) {
    std::unique_ptr<Scratch> scratch = dialect.scratch({});
    for (unsigned seed = GetParam() * seeds_per_test; seed < (GetParam() + 1) * seeds_per_test;
         ++seed) {
      std::mt19937 random(seed);
      RandomSchema from = random_schema(random), to = edited(from, random);
      if (failures(from, to, dialect, *scratch).empty()) continue;
      shrink(from, to, dialect, *scratch);
      ADD_FAILURE() << "seed " << seed << "\n-- old\n"
                    << from.sql(dialect.name == "sqlite") << "-- new\n"
                    << to.sql(dialect.name == "sqlite")
                    << join(failures(from, to, dialect, *scratch), "\n");
    }
  }

 private:
  static std::vector<std::string> failures(const RandomSchema& from, const RandomSchema& to,
                                           const Dialect& dialect, Scratch& scratch) {
    bool sqlite = dialect.name == "sqlite";
    return failures_of(
        {{}, &dialect, "random", {{"old.sql", from.sql(sqlite)}, {"new.sql", to.sql(sqlite)}}},
        scratch);
  }

  /// Leaves out tables, one by one, as long as the pair still fails.
  static void shrink(RandomSchema& from, RandomSchema& to, const Dialect& dialect,
                     Scratch& scratch) {
    std::vector<RandomTable> all = from.tables;
    all.insert(all.end(), to.tables.begin(), to.tables.end());
    for (const RandomTable& table : all) {
      RandomSchema less_from = from.without(table.name), less_to = to.without(table.name);
      if (failures(less_from, less_to, dialect, scratch).empty()) continue;
      from = less_from;
      to = less_to;
    }
  }
};

TEST_P(RandomPairs, Postgres) { run(postgres::dialect()); }
TEST_P(RandomPairs, Sqlite) { run(sqlite::dialect()); }

INSTANTIATE_TEST_SUITE_P(Seeds, RandomPairs, ::testing::Range(0U, 4U));

}  // namespace
}  // namespace syncline::testing
