// The main job through the program itself, for every folder of tests/flows/<dialect>/<change>:
//   old.sql → generate → upgrade → seed.sql → new.sql → generate → upgrade → downgrade → upgrade
// with `check` after each stop, and the rows of all tables compared. refused.txt, where it is
// there, is what generate must say before it is allowed to lose data.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include "support/rows.h"

namespace syncline::testing {
namespace {

namespace fs = std::filesystem;

struct Flow {
  const Dialect* dialect;
  fs::path folder;
  std::string name;
};

std::vector<Flow> flows() {
  std::vector<Flow> found;
  for (const Dialect* dialect : {&postgres::dialect(), &sqlite::dialect()}) {
    std::string name = dialect->name == "sqlite" ? "sqlite" : "postgres";
    for (const auto& entry : fs::directory_iterator(fs::path(SYNCLINE_FLOWS) / name)) {
      std::string change = entry.path().filename();
      std::replace(change.begin(), change.end(), '-', '_');
      found.push_back({dialect, entry.path(), name + "_" + change});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Flow& a, const Flow& b) { return a.name < b.name; });
  return found;
}

std::string url_of(Session& session) {
  Rows where = session.query(
      "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) AS host, "
      "current_setting('port') AS port, current_database() AS database, current_user AS role");
  return "postgresql://" + where.text(0, "role") + "@/" + where.text(0, "database") +
         "?host=" + where.text(0, "host") + "&port=" + where.text(0, "port");
}

class Flows : public ::testing::TestWithParam<Flow> {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("syncline-flow-" + GetParam().name + "-" + std::to_string(getpid()));
    fs::create_directories(folder_ / "schema");
    if (GetParam().dialect->name == "sqlite") {
      url_ = "sqlite:" + (folder_ / "local.db").string();
      database_ = GetParam().dialect->connect(url_, {.create = true});
    } else {
      server_ = GetParam().dialect->scratch({});
      database_ = server_->empty();
      url_ = url_of(*database_);
    }
    write_file(folder_ / "syncline.toml",
               "[project]\nname = \"flow\"\n[models]\nsql = [\"schema/\"]\n"
               "[environments.local]\nrole = \"development\"\nurl = { env = \"FLOW_URL\" }\n");
  }
  void TearDown() override {
    database_.reset();
    fs::remove_all(folder_);
  }

  Outcome program(std::vector<std::string> arguments) {
    Command command;
    command.program = SYNCLINE_PROGRAM;
    command.arguments = std::move(arguments);
    command.folder = folder_;
    command.environment["FLOW_URL"] = url_;
    return ::syncline::run(command);
  }

  void expect_run(std::vector<std::string> arguments, int status = 0) {
    std::string line = join(arguments, " ");
    Outcome outcome = program(std::move(arguments));
    ASSERT_EQ(outcome.status, status) << "syncline " << line << "\n"
                                      << outcome.output << outcome.errors;
  }

  void declare(const char* file) {
    write_file(folder_ / "schema" / "schema.sql", read_file(GetParam().folder / file));
  }

  /// Generates the change; where it loses data only after it was refused without the allowance.
  void generate_change() {
    std::vector<std::string> arguments = {"generate", "-m", "change"};
    if (fs::exists(GetParam().folder / "refused.txt")) {
      Outcome refused = program(arguments);
      ASSERT_EQ(refused.status, 6) << refused.output << refused.errors;
      std::string words(trim(read_file(GetParam().folder / "refused.txt")));
      ASSERT_NE(refused.errors.find(words), std::string::npos) << refused.errors;
      arguments.insert(arguments.end(), {"--allow", "data-loss"});
    }
    expect_run(arguments);
  }

  fs::path folder_;
  std::string url_;
  std::unique_ptr<Scratch> server_;
  std::unique_ptr<Session> database_;
};

TEST_P(Flows, KeepTheRowsUpAndDownAndUp) {
  const Dialect& dialect = *GetParam().dialect;
  declare("old.sql");
  ASSERT_NO_FATAL_FAILURE(expect_run({"generate", "-m", "first"}));
  ASSERT_NO_FATAL_FAILURE(expect_run({"upgrade", "--yes"}));
  std::vector<std::string> notes;
  fs::path seed = GetParam().folder / "seed.sql";
  database_->load(split_script(read_file(seed), seed, dialect.syntax), notes);
  Catalog before = database_->read({{}, {}});

  declare("new.sql");
  ASSERT_NO_FATAL_FAILURE(generate_change());
  ASSERT_NO_FATAL_FAILURE(expect_run({"check"}));
  RowsOfTables seeded = rows_of(*database_, before, before, dialect);
  EXPECT_FALSE(seeded.empty());
  ASSERT_NO_FATAL_FAILURE(expect_run({"upgrade", "--yes"}));
  ASSERT_NO_FATAL_FAILURE(expect_run({"check"}));
  Catalog after = database_->read({{}, {}});
  RowsOfTables common = rows_of(*database_, before, after, dialect);

  ASSERT_NO_FATAL_FAILURE(expect_run({"downgrade", "--steps", "1", "--yes"}));
  EXPECT_EQ(rows_of(*database_, before, after, dialect), common);
  if (!fs::exists(GetParam().folder / "refused.txt")) {
    EXPECT_EQ(rows_of(*database_, before, before, dialect), seeded)
        << "the downgrade gives back what was";
  }
  ASSERT_NO_FATAL_FAILURE(expect_run({"upgrade", "--yes"}));
  ASSERT_NO_FATAL_FAILURE(expect_run({"check"}));
  EXPECT_EQ(rows_of(*database_, after, before, dialect), common);
}

INSTANTIATE_TEST_SUITE_P(Change, Flows, ::testing::ValuesIn(flows()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace syncline::testing
