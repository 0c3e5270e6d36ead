// Hundreds of random edits of the models in a row, each synced into a database with rows: none is
// lost but by an edit that said so. Afterwards one revision makes the same schema elsewhere.
// Every day a stride is run; SYNCLINE_EDITS=all runs 300 for each dialect.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "edits/models.h"
#include "edits/workbench.h"
#include "env/check.h"
#include "env/generate.h"
#include "env/source.h"
#include "env/sync.h"
#include "env/synced.h"
#include "env/upgrade.h"
#include "plan/script.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include "support/dump.h"
#include "support/rows.h"

namespace syncline::testing {
namespace {

int wanted_edits() {
  const char* wish = std::getenv("SYNCLINE_EDITS");
  return wish && std::string(wish) == "all" ? 300 : 30;
}

std::uint32_t seed_of_run() {
  const char* wish = std::getenv("SYNCLINE_EDITS_SEED");
  return wish ? static_cast<std::uint32_t>(std::atoi(wish)) : 1;
}

class Edits : public ::testing::Test {
 protected:
  void run(const Dialect& dialect) {
    Workbench bench(dialect);
    std::mt19937 random(seed_of_run());
    EditedModels models = first_models(random);
    bench.declare(models);
    ASSERT_TRUE(sync(bench, models, models));
    const int wanted = wanted_edits();
    for (int tries = 0; done_ <= wanted && tries < 10 * wanted && !HasFailure(); ++tries) {
      const EditedModels next = edited(models, random);
      bench.declare(next);
      if (sync(bench, models, next)) {
        models = next;
      } else {
        bench.declare(models);  // the rows say no: whoever edits takes it back
      }
    }
    EXPECT_GT(done_, wanted) << "only so many edits were possible";
    if (!HasFailure()) compare_with_elsewhere(bench);
    fmt::print(
        "{}: {} edits synced, {} that the rows refused, {} rows kept, {} edits with an "
        "allowance\n",
        dialect.name, done_ - 1, refused_, rows_, allowed_);
  }

 private:
  /// False when a row stands in the way; then nothing may have changed.
  bool sync(Workbench& bench, const EditedModels& before, const EditedModels& after) {
    const auto database = bench.local();
    Session& session = database->session();
    const Loaded wanted =
        load(parse_source("models", &bench.project()), &bench.project(), bench.workshop());
    const Catalog from = session.read({});
    const RowsOfTables rows = rows_of(session, from, wanted.catalog, bench.dialect());
    const std::string dump = independent_dump(session, bench.dialect());
    const SyncPlan plan = planned(bench, *database, wanted, before.loses_something(after));
    const std::string text = plan_text(plan.plan, true);
    try {
      RunLock lock(database->session(), bench.dialect(), sync_lock());
      if (!plan.comparison.equal()) carry_out(plan, *database, lock, {});
    } catch (const Error& error) {
      ++refused_;
      EXPECT_EQ(independent_dump(session, bench.dialect()), dump) << text << error.what();
      EXPECT_EQ(rows_of(session, from, wanted.catalog, bench.dialect()), rows) << text;
      EXPECT_EQ(error.failure, Failure::Database) << error.what();
      EXPECT_FALSE(std::string(error.what()).find("all statements ran") != std::string::npos)
          << error.what() << "\n"
          << error.detail << "\n"
          << text;
      return false;
    }
    ++done_;
    EXPECT_EQ(rows_of(session, wanted.catalog, from, bench.dialect()), rows) << text;
    for (const auto& [table, kept] : rows) rows_ += kept.size();
    bench.seed(session, after.schema);
    return true;
  }

  /// Refused without an allowance only when the edit takes something away.
  SyncPlan planned(Workbench& bench, Database& database, const Loaded& wanted, bool takes) {
    const std::string stamp = database.session().stamp();
    try {
      return plan_sync(bench.workshop(), database, stamp, wanted, {}, true);
    } catch (const Error& error) {
      EXPECT_TRUE(takes) << error.what() << "\n" << error.detail;
      ++allowed_;
      return plan_sync(bench.workshop(), database, stamp, wanted,
                       {Danger::DataLoss, Danger::DataNarrowing}, true);
    }
  }

  void compare_with_elsewhere(Workbench& bench) {
    Migrations migrations(bench.project(), bench.workshop());
    GenerateRequest request;
    request.message = "All of it";
    const GenerateReport written = generate(bench.project(), bench.workshop(), migrations, request);
    EXPECT_EQ(stamp_synced(bench.project(), migrations, written.revision), "env:local");
    const auto local = bench.local(), elsewhere = bench.elsewhere();
    const UpgradeReport here = upgrade(migrations, *local, "head", {});
    EXPECT_TRUE(here.revisions.empty());
    EXPECT_TRUE(here.verified);
    EXPECT_TRUE(upgrade(migrations, *elsewhere, "head", {}).verified);
    EXPECT_EQ(local->fingerprint(), elsewhere->fingerprint());
    EXPECT_EQ(independent_dump(local->session(), bench.dialect()),
              independent_dump(elsewhere->session(), bench.dialect()));
    EXPECT_TRUE(check(bench.project(), bench.workshop(), local.get()).equal());
    request.message = "Nothing";
    EXPECT_TRUE(generate(bench.project(), bench.workshop(), migrations, request).file.empty());
  }

  int done_ = 0, refused_ = 0, allowed_ = 0;
  std::size_t rows_ = 0;
};

TEST_F(Edits, Postgres) { run(postgres::dialect()); }
TEST_F(Edits, Sqlite) { run(sqlite::dialect()); }

}  // namespace
}  // namespace syncline::testing
