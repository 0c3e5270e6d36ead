// The watcher is disturbed: saves without end, models that are wrong or hang, a database that goes
// away, a full disk, signals. It must go on, or end cleanly, and leave nothing half done. Prints a
// table. SYNCLINE_FAULTS=all kills it more often.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "base/files.h"
#include "base/text.h"
#include "faults/server.h"
#include "watch/watched.h"

namespace syncline::testing {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

const std::vector<std::string> revisions_too{"--generate", "--apply"};

std::string table(const std::string& name, int columns) {
  std::string sql = "CREATE TABLE " + name + " (id integer PRIMARY KEY";
  for (int i = 0; i < columns; ++i) sql += fmt::format(", c{} text", i);
  return sql + ");\n";
}

/// A row of the table that is printed at the end.
void note(const std::string& dialect, const std::string& fault, const std::string& outcome) {
  fmt::print("watch {:10} {:34} {}\n", dialect, fault, outcome);
}

/// A second and a half, where nobody else is using the processors.
void expect_soon(double seconds) {
  double load = 0;
  const bool quiet = getloadavg(&load, 1) == 1 && load < std::thread::hardware_concurrency();
  EXPECT_LT(seconds, quiet ? 1.5 : 6.0) << "load " << load;
}

class Watch : public ::testing::TestWithParam<bool> {
 protected:
  bool sqlite() const { return GetParam(); }
  std::string dialect() const { return sqlite() ? "sqlite" : "postgresql"; }

  /// One server for all; a database of its own for each project.
  static Server& server() {
    static Server one;
    return one;
  }
  std::string url() {
    if (sqlite()) return "";
    static int number = 0;
    const std::string name = fmt::format("watched_{}", ++number);
    server().connect("postgres")->execute("CREATE DATABASE " + name);
    return server().url(name);
  }

  static void expect_clean(Watched& project) {
    EXPECT_EQ(project.stop(SIGTERM), 128 + SIGTERM) << project.output();
    EXPECT_EQ(project.left_behind(), "");
    EXPECT_EQ(project.disagreement(), "") << project.output();
  }
};

TEST_P(Watch, TwoHundredSavesInTenSeconds) {
  Watched project(url());
  project.save(table("a", 0));
  project.start(revisions_too);
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  std::size_t zombies = 0;
  Clock::time_point next = Clock::now();
  for (int save = 1; save <= 200; ++save) {
    project.save(table("a", save / 40) + table("b", save));
    if (save % 20 == 0) zombies = std::max(zombies, project.zombies());
    std::this_thread::sleep_until(next += milliseconds(50));
  }
  EXPECT_EQ(project.disagreement(), "") << project.output();
  EXPECT_EQ(zombies, 0u);
  EXPECT_EQ(project.revisions().size(), 1u) << "one open revision, however many saves";
  note(dialect(), "200 saves in 10 s",
       fmt::format("{} rounds, {} revision, models and database agree",
                   project.count("\"event\":\"round\""), project.revisions().size()));
  expect_clean(project);
}

TEST_P(Watch, WrongModelsAreWaitedOut) {
  Watched project(url());
  project.save(table("a", 1));
  project.start(revisions_too);
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  project.save("CREATE TABEL a (id integer);");
  ASSERT_TRUE(project.says("schema.sql:1:")) << project.output();
  EXPECT_EQ(project.revisions().size(), 1u);
  project.save(table("a", 2));
  EXPECT_TRUE(project.says("\"amended\":true")) << project.output();
  note(dialect(), "a syntax error", "shown with its place, then gone on");
  expect_clean(project);
}

TEST_P(Watch, AFailingMigrationIsWaitedOut) {
  Watched project(url());
  project.save(table("a", 1));
  project.start(revisions_too);
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  project.save(table("b", 1));  // drops a, which may hold rows
  ASSERT_TRUE(project.says("would lose or change data")) << project.output();
  project.save(table("a", 1) + table("b", 1));
  EXPECT_TRUE(becomes([&] { return project.count("\"error\":null") >= 2; })) << project.output();
  note(dialect(), "data would be lost", "refused, then gone on");
  expect_clean(project);
}

TEST_P(Watch, ADatabaseThatIsAwayIsWaitedFor) {
  if (sqlite()) GTEST_SKIP() << "a file is not away";
  Watched project(url());
  project.save(table("a", 1));
  project.start({"--generate", "--apply", "--interval", "200ms"});
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  server().stop();
  project.save(table("a", 2));
  ASSERT_TRUE(project.says("\"away\":true")) << project.output();
  std::this_thread::sleep_for(milliseconds(1000));
  EXPECT_EQ(project.count("No such file"), 1u) << "said at every try: " << project.output();
  server().start();
  EXPECT_TRUE(project.says("\"database\":\"synced\"")) << project.output();
  note(dialect(), "database stopped, started again", "waited for, then brought along");
  expect_clean(project);
}

TEST_P(Watch, AFullDiskForTheLogIsSaidOnce) {
  Watched project(url());
  project.save(table("a", 1));
  project.start({"--generate", "--apply", "--log", "/dev/full"});
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  project.save(table("a", 2));
  EXPECT_TRUE(project.says("\"amended\":true")) << project.output();
  EXPECT_EQ(project.count("cannot be written"), 1u) << project.output();
  note(dialect(), "disk full for the log", "said once, then gone on");
  expect_clean(project);
}

TEST_P(Watch, ModelsThatHangAreEnded) {
  Watched project(url());
  project.save(table("a", 1));
  project.configure("program = \"cat schema.sql; test ! -e hang || sleep 600\"\ntimeout = 1");
  project.start({"--generate", "--apply", "--poll", "--interval", "100ms"});
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  const auto folder = project.folder() / "project";
  write_file(folder / "hang", "");
  write_file(folder / "migrations/touched.txt", "1");  // something that makes it look
  EXPECT_TRUE(project.says("\"step\":\"models\"")) << project.output();
  std::filesystem::remove(folder / "hang");
  project.save(table("a", 2));
  write_file(folder / "migrations/touched.txt", "2");
  EXPECT_TRUE(project.says("\"amended\":true")) << project.output();
  EXPECT_EQ(project.zombies(), 0u);
  note(dialect(), "models that hang", "ended after their time, then gone on");
  expect_clean(project);
}

TEST_P(Watch, OneWatcherForAProject) {
  Watched project(url());
  project.save(table("a", 1));
  project.start(revisions_too);
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  const Outcome second = project.run({"watch", "--once"});
  EXPECT_EQ(second.status, 6);
  EXPECT_NE(second.errors.find(std::to_string(project.pid())), std::string::npos) << second.errors;
  note(dialect(), "a second watcher", "refused, with the first one's process");
  expect_clean(project);
}

TEST_P(Watch, KilledAtAnyTimeNothingIsHalfDone) {
  const char* faults = std::getenv("SYNCLINE_FAULTS");
  const int kills = faults && std::string(faults) == "all" ? 40 : 4;
  std::mt19937 random(7);
  Watched project(url());
  for (int kill = 0; kill < kills; ++kill) {
    project.save(table("a", 1 + kill % 5));
    project.start(revisions_too);
    std::this_thread::sleep_for(milliseconds(random() % 900));
    project.save(table("a", 2 + kill % 5) + table("b", kill));
    std::this_thread::sleep_for(milliseconds(random() % 500));
    EXPECT_EQ(project.stop(SIGKILL), 128 + SIGKILL);
    EXPECT_EQ(project.left_behind(), "");
  }
  const Outcome after =
      project.run({"watch", "--once", "--generate", "--apply", "--allow", "data-loss"});
  EXPECT_EQ(after.status, 0) << after.output << after.errors;
  EXPECT_EQ(project.disagreement(), "") << after.output << after.errors;
  EXPECT_EQ(project.run({"validate"}).status, 0);
  note(dialect(), fmt::format("{} times killed with -9", kills),
       fmt::format("0 half revisions, 0 processes left, {} revisions", project.revisions().size()));
}

TEST_P(Watch, ASaveIsAppliedSoon) {
  Watched project(url());
  std::string fifty;
  for (int i = 0; i < 50; ++i) fifty += table(fmt::format("t{}", i), 6);
  project.save(fifty);
  project.start(revisions_too);
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  double best = 1e9;
  for (std::size_t save = 1; save <= 3; ++save) {
    const Clock::time_point start = Clock::now();
    project.save(fifty + table("more", static_cast<int>(save)));
    ASSERT_TRUE(project.says("\"amended\":true", save)) << project.output();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  expect_soon(best);
  note(dialect(), "50 tables: saved to applied", fmt::format("{:.2f} s", best));
  expect_clean(project);
}

/// Fifty tables as classes, and one more with so many columns.
std::string fifty_classes(int columns) {
  std::string python =
      "from sqlalchemy import Column, Integer, String\n"
      "from sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n";
  for (int i = 0; i <= 50; ++i) {
    python += fmt::format(
        "\n\nclass T{0}(Base):\n    __tablename__ = 't{0}'\n"
        "    id = Column(Integer, primary_key=True)\n",
        i);
    for (int column = 0; column < (i == 50 ? columns : 6); ++column) {
      python += fmt::format("    c{} = Column(String(40))\n", column);
    }
  }
  return python;
}

TEST_P(Watch, ASaveOfClassesIsAppliedSoon) {
  Watched project(url());
  if (syncline::run({.program = "/usr/bin/python3", .arguments = {"-c", "import sqlalchemy"}})
          .status != 0) {
    GTEST_SKIP() << "needs python3-sqlalchemy";
  }
  project.configure("sqlalchemy = \"models:Base\"\npython = \"/usr/bin/python3\"");
  const auto file = project.folder() / "project/models.py";
  write_file(file, fifty_classes(1));
  project.start(revisions_too);
  ASSERT_TRUE(project.says("\"upgraded\"")) << project.output();
  double best = 1e9;
  for (std::size_t save = 1; save <= 3; ++save) {
    const Clock::time_point start = Clock::now();
    write_file(file, fifty_classes(static_cast<int>(save) + 1));
    ASSERT_TRUE(project.says("\"amended\":true", save)) << project.output();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  const std::string output = project.output();
  const std::string share = output.substr(output.rfind("\"models_seconds\":") + 17, 4);
  expect_soon(best);
  note(dialect(), "50 classes: saved to applied",
       fmt::format("{:.2f} s, of the last round {} s for Python", best, share));
  expect_clean(project);
}

INSTANTIATE_TEST_SUITE_P(Dialects, Watch, ::testing::Values(true, false),
                         [](const auto& one) { return one.param ? "Sqlite" : "Postgres"; });

}  // namespace
}  // namespace syncline::testing
