// Backups, restores and kept rows with something going wrong in them: the database is as it was or
// as it shall be, no half backup counts as a good one, and the plain command afterwards ends well.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "base/files.h"
#include "base/text.h"
#include "faults/trial.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"

namespace syncline::testing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr const char* first_revision =
    "-- syncline: revision 1\n-- syncline: up\n"
    "CREATE TABLE clubs (id integer PRIMARY KEY, name text NOT NULL, code text);\n"
    "CREATE TABLE players (id integer PRIMARY KEY, club integer REFERENCES clubs (id));\n"
    "-- syncline: down\nDROP TABLE players;\nDROP TABLE clubs;\n";
constexpr const char* second_revision =
    "-- syncline: revision 2\n-- syncline: parent 1\n-- syncline: up\n"
    "DROP TABLE players;\nALTER TABLE clubs DROP COLUMN code;\n"
    "-- syncline: down\nALTER TABLE clubs ADD COLUMN code text;\n"
    "CREATE TABLE players (id integer PRIMARY KEY, club integer REFERENCES clubs (id));\n";

/// A project of two revisions, the second of which drops rows, and a database with rows at the
/// first.
class Scene {
 public:
  explicit Scene(const Dialect& dialect, const Server* server) : ground_(dialect, server) {
    fs::remove_all(ground_.migrations());
    fs::create_directories(ground_.migrations());
    write_file(ground_.migrations() / "1_first.sql", first_revision);
    write_file(ground_.migrations() / "2_second.sql", second_revision);
    write_file(ground_.folder() / "syncline.toml",
               "[project]\nname = \"faults\"\n[environments.local]\n"
               "url = { env = \"FAULTS_URL\" }\non-drop = \"keep 1d\"\n");
    begin();
  }

  Ground& ground() { return ground_; }
  fs::path backups() const { return ground_.folder() / "backups"; }

  /// A new database with rows at the first revision, and no backups.
  void begin() {
    ground_.renew();
    fs::remove_all(backups());
    expect_well(ground_.run({"upgrade", "1"}));
    const auto session = ground_.open();
    for (int i = 1; i <= 40; ++i) {
      session->execute(fmt::format("INSERT INTO clubs VALUES ({0}, 'club {0}', 'C{0}')", i));
      session->execute(fmt::format("INSERT INTO players VALUES ({0}, {0})", i));
    }
  }

  std::string rows() const {
    const auto session = ground_.open();
    std::string text;
    for (const char* sql : {"SELECT id, name, code FROM clubs ORDER BY id",
                            "SELECT id, club FROM players ORDER BY id"}) {
      try {
        for (const auto& row : session->query(sql).rows) {
          for (const auto& cell : row) text += cell.value_or("NULL") + " ";
        }
      } catch (const Error&) {
        text += "gone ";
      }
    }
    return text;
  }

  /// Kills the program so long after it began; false when it had ended by itself.
  bool kill_after(milliseconds delay, std::vector<std::string> arguments, Environment more = {}) {
    Command command = ground_.command(std::move(arguments), ground_.url(), std::move(more));
    Child child(command, ground_.folder() / "log", SIGKILL);
    const auto end = Clock::now() + delay;
    while (Clock::now() < end && !child.exited()) std::this_thread::sleep_for(milliseconds(1));
    const bool ran = !child.exited();
    child.stop();
    EXPECT_TRUE(ground_.deserted());
    return ran;
  }

  /// How long the command takes by itself.
  milliseconds duration(const std::vector<std::string>& arguments) {
    const auto start = Clock::now();
    expect_well(ground_.run(arguments));
    return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
  }

  static void expect_well(const Outcome& outcome) {
    EXPECT_EQ(outcome.status, 0) << outcome.output << outcome.errors;
  }

  /// Names in the folder of backups that are not those of whole ones.
  std::string leftovers() const {
    std::string names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(backups(), none)) {
      const std::string name = entry.path().filename().string();
      if (name != ".gitignore" && name.front() == '.') names += name + " ";
    }
    return names;
  }

 private:
  Ground ground_;
};

class Backups : public ::testing::TestWithParam<const char*> {
 protected:
  Backups() {
    const bool postgres = std::string(GetParam()) == "Postgres";
    if (postgres) server_ = std::make_unique<Server>();
    scene_ =
        std::make_unique<Scene>(postgres ? postgres::dialect() : sqlite::dialect(), server_.get());
  }
  /// Moments spread over what the command takes by itself, and a little more.
  std::vector<milliseconds> moments(milliseconds whole) const {
    const int count = stride(1, 8) == 1 ? 6 : 48;
    std::vector<milliseconds> all;
    for (int i = 0; i < count; ++i) all.push_back(whole * (i + 1) / count);
    return all;
  }
  std::unique_ptr<Server> server_;
  std::unique_ptr<Scene> scene_;
};

TEST_P(Backups, CreateIsKilled) {
  int killed = 0;
  const std::string before = scene_->rows();
  for (const milliseconds moment : moments(scene_->duration({"backup", "create"}))) {
    killed += scene_->kill_after(moment, {"backup", "create"});
    EXPECT_EQ(scene_->rows(), before);
    // Whatever has a name is whole.
    Scene::expect_well(scene_->ground().run({"backup", "verify", "--all"}));
  }
  Scene::expect_well(scene_->ground().run({"backup", "create"}));
  EXPECT_EQ(scene_->leftovers(), "");
  fmt::print("{} backups killed, 0 half ones listed\n", killed);
  EXPECT_GT(killed, 0);
}

TEST_P(Backups, RestoreIsKilled) {
  const std::string saved = scene_->rows();
  Scene::expect_well(scene_->ground().run({"backup", "create"}));
  const std::vector<std::string> restore{"backup", "restore", "local", "--yes", "--no-backup"};
  const milliseconds whole = scene_->duration(restore);
  int killed = 0, old = 0;
  for (const milliseconds moment : moments(whole)) {
    scene_->ground().open()->execute("UPDATE clubs SET code = 'other'");
    const std::string other = scene_->rows();
    killed += scene_->kill_after(moment, restore);
    const std::string after = scene_->rows();
    old += after == other;
    EXPECT_TRUE(after == other || after == saved) << after;
    Scene::expect_well(scene_->ground().run(restore));
    EXPECT_EQ(scene_->rows(), saved);
  }
  fmt::print("{} restores killed: {} left the database as it was, none between\n", killed, old);
  EXPECT_GT(killed, 0);
}

TEST_P(Backups, TheDiskIsFull) {
  int refused = 0;
  for (int room = 0; room < 400; room = room * 2 + 1) {
    const Outcome outcome = scene_->ground().run(
        {"backup", "create"}, {{"LD_PRELOAD", SYNCLINE_FILE_FAULTS},
                               {"FILE_FAULTS_DATABASE", scene_->backups().string()},
                               {"FILE_FAULTS", fmt::format("disk-full {}", room)}});
    if (outcome.status == 0) break;
    ++refused;
    EXPECT_NE(outcome.errors.find("syncline: error:"), std::string::npos) << outcome.errors;
    EXPECT_EQ(scene_->leftovers(), "");
    EXPECT_EQ(scene_->ground().run({"backup", "list"}).output, "no backups\n");
  }
  fmt::print("{} times without room, nothing left\n", refused);
  EXPECT_GT(refused, 1);
}

TEST_P(Backups, UpgradeThatKeepsIsKilled) {
  const std::string before = scene_->rows();
  const milliseconds whole = scene_->duration({"upgrade"});
  Scene::expect_well(scene_->ground().run({"downgrade", "1"}));
  ASSERT_EQ(scene_->rows(), before);
  int killed = 0;
  for (const milliseconds moment : moments(whole)) {
    killed += scene_->kill_after(moment, {"upgrade"});
    Scene::expect_well(scene_->ground().run({"upgrade"}));
    const int again = scene_->kill_after(moment, {"downgrade", "1"});
    killed += again;
    Scene::expect_well(scene_->ground().run({"downgrade", "1"}));
    EXPECT_EQ(scene_->rows(), before);
  }
  fmt::print("{} runs killed, every row given back\n", killed);
  EXPECT_GT(killed, 0);
}

INSTANTIATE_TEST_SUITE_P(Dialects, Backups, ::testing::Values("Postgres", "Sqlite"),
                         [](const auto& one) { return one.param; });

/// SQLite's files tell when it writes: each write and each statement is tried by its number.
TEST(KeptRows, EveryStatementOfKeepingAndGivingBack) {
  Scene scene(sqlite::dialect(), nullptr);
  const std::string before = scene.rows();
  int broken = 0;
  const std::size_t step = stride(9);
  for (const char* kind : {"statement-before", "statement-fail", "write-torn"}) {
    for (std::size_t number = 0;; number += step) {
      const Environment fault{{"FILE_FAULTS", fmt::format("{} {}", kind, number)}};
      const int up = scene.ground().run({"upgrade"}, fault).status;
      Scene::expect_well(scene.ground().run({"upgrade"}));
      const int down = scene.ground().run({"downgrade", "1"}, fault).status;
      if (scene.rows() != before) Scene::expect_well(scene.ground().run({"downgrade", "1"}));
      ASSERT_EQ(scene.rows(), before) << kind << " " << number;
      broken += (up != 0) + (down != 0);
      if (up == 0 && down == 0) break;
    }
  }
  fmt::print("{} runs broken, every row given back\n", broken);
  EXPECT_GT(broken, 10);
}

}  // namespace
}  // namespace syncline::testing
