// Production is seeded, deployments drop columns and tables, people go on writing, and all is
// rolled back. A twin that nothing was ever deployed to gets the same seed and the same writes:
// afterwards every table of both holds the same rows. What cannot come back is said before somebody
// says yes.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/files.h"
#include "base/hash.h"
#include "base/process.h"
#include "base/text.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include "support/rows.h"

namespace syncline::testing {
namespace {

namespace fs = std::filesystem;

const std::string clubs = "CREATE TABLE clubs (id integer PRIMARY KEY, founded integer{});\n";
const std::string clubs_more = ", name text NOT NULL DEFAULT '?', mood text";
const std::string matches =
    "CREATE TABLE matches (home integer NOT NULL, away integer NOT NULL, score text{}, "
    "PRIMARY KEY (home, away));\n";
const std::string players =
    "CREATE TABLE players (id integer PRIMARY KEY, club integer NOT NULL REFERENCES clubs (id), "
    "born text);\n";
const std::string notes = "CREATE TABLE notes (words text, said_by text);\n";
const std::string remarks = "CREATE TABLE remarks (words text{});\n";

std::string with(const std::string& table, const std::string& more) {
  return replace_all(table, "{}", more);
}

/// The schema at the beginning, and after each of the deployments.
std::string schema(int deployments) {
  std::string sql = with(clubs, deployments < 1 ? clubs_more : "") +
                    with(matches, deployments < 1 ? ", place text" : "") +
                    with(remarks, deployments < 3 ? ", said_by text" : "");
  if (deployments < 2) sql += players + notes;
  return sql;
}

const std::string numbers =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) ";

const std::vector<std::string> seed = {
    numbers +
        "INSERT INTO clubs (id, founded, name, mood) SELECT i, 1800 + i, 'club ' || i, "
        "CASE WHEN i % 3 = 0 THEN NULL ELSE 'mood ' || i END FROM n",
    numbers + "INSERT INTO players (id, club, born) SELECT i, 1 + i % 100, 'y' || i FROM n",
    numbers +
        "INSERT INTO matches (home, away, score, place) SELECT i, i + 1, '1:' || i, "
        "'place ' || i FROM n",
    numbers + "INSERT INTO notes (words, said_by) SELECT 'w' || (i % 7), 'ann' FROM n",
    numbers + "INSERT INTO remarks (words, said_by) SELECT 'w' || i, 'bob' || i FROM n",
};

/// While columns are gone: rows of the old tables are written, changed and deleted.
const std::vector<std::string> writes_without_columns = {
    "INSERT INTO clubs (id, founded) VALUES (1001, 2001), (1002, NULL)",
    "UPDATE clubs SET founded = founded + 1 WHERE id % 2 = 0",
    "DELETE FROM players WHERE club = 7",
    "DELETE FROM clubs WHERE id = 7",
    "INSERT INTO players (id, club, born) VALUES (5001, 1001, 'later')",
    "DELETE FROM matches WHERE home > 290",
    "INSERT INTO matches (home, away, score) VALUES (900, 901, '0:0')",
    "UPDATE matches SET score = '9:9' WHERE home = 5"};
/// While whole tables are gone as well.
const std::vector<std::string> writes_without_tables = {
    "INSERT INTO clubs (id, founded) VALUES (1003, 2003)",
    "UPDATE clubs SET founded = NULL WHERE id BETWEEN 10 AND 20",
    "DELETE FROM clubs WHERE id = 299",
    "INSERT INTO matches (home, away, score) VALUES (902, 903, NULL)"};

std::string url_of(Session& session) {
  const Rows where = session.query(
      "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) AS host, "
      "current_setting('port') AS port, current_database() AS database, current_user AS role");
  return "postgresql://" + where.text(0, "role") + "@/" + where.text(0, "database") +
         "?host=" + where.text(0, "host") + "&port=" + where.text(0, "port");
}

class WayBack : public ::testing::TestWithParam<const Dialect*> {
 protected:
  struct Place {
    std::string url;
    std::unique_ptr<Session> session;
  };

  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "syncline-way-back-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    server_ = dialect().scratch({});
    admin_ = server_->empty();
    production_ = place("production");
    twin_ = place("twin");
    write_file(folder_ / "syncline.toml",
               "[project]\nname = \"shop\"\n[models]\nsql = \"schema.sql\"\n"
               "[environments.production]\nrole = \"production\"\non-drop = \"keep 14d\"\n"
               "url = { env = \"PRODUCTION_URL\" }\n"
               "[environments.twin]\nrole = \"test\"\nurl = { env = \"TWIN_URL\" }\n");
  }
  void TearDown() override {
    production_.session.reset();
    twin_.session.reset();
    if (dialect().name != "sqlite") {
      for (const char* name : {"production", "twin"}) {
        admin_->execute(fmt::format("DROP DATABASE way_back_{}_{}", getpid(), name));
      }
    }
    admin_.reset();
    server_.reset();
    fs::remove_all(folder_);
  }

  static const Dialect& dialect() { return *GetParam(); }

  Place place(const std::string& name) {
    Place made;
    if (dialect().name == "sqlite") {
      made.url = "sqlite:" + (folder_ / (name + ".db")).string();
      made.session = dialect().connect(made.url, {.create = true});
    } else {
      const std::string database = fmt::format("way_back_{}_{}", getpid(), name);
      admin_->execute("CREATE DATABASE " + database);
      made.url = replace_all(url_of(*admin_), admin_->server().database, database);
      made.session = dialect().connect(made.url, {});
    }
    return made;
  }

  Outcome program(std::vector<std::string> arguments) {
    Command command;
    command.program = SYNCLINE_PROGRAM;
    command.arguments = std::move(arguments);
    command.folder = folder_;
    command.environment["PRODUCTION_URL"] = production_.url;
    command.environment["TWIN_URL"] = twin_.url;
    return ::syncline::run(command);
  }

  /// What it printed.
  std::string run_well(std::vector<std::string> arguments) {
    const std::string line = join(arguments, " ");
    const Outcome outcome = program(std::move(arguments));
    EXPECT_EQ(outcome.status, 0) << "syncline " << line << "\n" << outcome.output << outcome.errors;
    return outcome.output;
  }

  /// A revision that leads to the schema after so many deployments.
  void generate(int deployments) {
    write_file(folder_ / "schema.sql", schema(deployments));
    run_well({"generate", "-m", fmt::format("schema {}", deployments), "--allow", "data-loss"});
  }
  void generate_without(const std::string& table, int deployments) {
    write_file(folder_ / "schema.sql", replace_all(schema(deployments - 1), table, ""));
    run_well({"generate", "-m", "without a table", "--allow", "data-loss"});
  }

  static void write(Place& place, const std::vector<std::string>& statements) {
    for (const std::string& one : statements) place.session->execute(one);
  }
  void write_both(const std::vector<std::string>& statements) {
    write(production_, statements);
    write(twin_, statements);
  }

  /// A hash per table, of the columns that both have.
  std::map<std::string, std::string> hashes(Place& place, Place& other) {
    const Catalog mine = place.session->read({{}, {}}), its = other.session->read({{}, {}});
    std::map<std::string, std::string> result;
    for (const auto& [table, rows] : rows_of(*place.session, mine, its, dialect())) {
      result[table] = fmt::format("{} rows, {}", rows.size(), sha256(join(rows, "\n")));
    }
    return result;
  }
  void expect_twins(std::size_t tables) {
    const auto mine = hashes(production_, twin_), its = hashes(twin_, production_);
    EXPECT_EQ(mine, its);
    EXPECT_EQ(mine.size(), tables);
    for (const auto& [table, hash] : mine) {
      fmt::print("{:<10} {:<8} {}\n", dialect().name, table, hash.substr(0, hash.size() - 48));
    }
  }

  void begin() {
    write_file(folder_ / "schema.sql", schema(0));
    run_well({"generate", "-m", "all"});
    run_well({"push", "production", "--yes"});
    run_well({"upgrade", "--env", "twin", "--yes"});
    write_both(seed);
  }

  fs::path folder_;
  std::unique_ptr<Scratch> server_;
  std::unique_ptr<Session> admin_;
  Place production_, twin_;
};

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST_P(WayBack, GivesEveryRowBack) {
  begin();
  generate(1);
  run_well({"push", "production", "--yes"});
  write_both(writes_without_columns);
  generate_without(players, 2);  // two revisions in one deployment
  generate(2);
  run_well({"push", "production", "--yes"});
  write_both(writes_without_tables);
  expect_twins(3);

  const std::string plan = run_well({"rollback", "production"});
  EXPECT_TRUE(says(plan, "2 revisions are taken back, of deployment")) << plan;
  run_well({"rollback", "production", "--way", "downs", "--yes"});
  expect_twins(5);
  const std::string columns = run_well({"rollback", "production"});
  EXPECT_TRUE(says(columns, "1 revision is taken back, of deployment")) << columns;
  EXPECT_TRUE(says(columns, "have no value for it")) << "rows that were written since";
  run_well({"rollback", "production", "--way", "downs", "--yes"});
  expect_twins(5);
  EXPECT_EQ(production_.session->read({{}, {}}).size(), twin_.session->read({{}, {}}).size());
  run_well({"check", "--env", "twin"});
  const std::string history = run_well({"deploy", "history", "--env", "production"});
  EXPECT_TRUE(says(history, "rolled back")) << history;
}

TEST_P(WayBack, SaysBeforehandWhatCannotComeBack) {
  begin();
  generate(1);
  generate(2);
  generate(3);  // a column of a table without a key
  write_file(folder_ / "migrations" / "99990101000000_by_hand.sql",
             fmt::format("-- syncline: revision 99990101000000\n-- syncline: parent {}\n"
                         "-- syncline: message by hand\n-- syncline: up\n"
                         "DELETE FROM matches WHERE home < 10;\n-- syncline: down\nSELECT 1;\n",
                         split(trim(run_well({"heads"})), ' ').front()));
  std::string preview = run_well({"push", "production", "--dry-run"});
  preview.erase(0, preview.find("a rollback would not give back"));
  EXPECT_TRUE(says(preview, "  - columns mood, name of ")) << preview;
  EXPECT_TRUE(says(preview, "clubs: rows that are written from now on will have its default"))
      << preview;
  EXPECT_TRUE(says(preview, "remarks: kept, but not given back by itself")) << preview;
  EXPECT_TRUE(says(preview, "99990101000000_by_hand.sql:5: delete deletes rows")) << preview;
  EXPECT_FALSE(says(preview, "table players")) << "it comes back";

  run_well({"push", "production", "--yes"});
  const std::string plan = run_well({"rollback", "production"});
  EXPECT_TRUE(says(plan, "delete deletes rows, which are not kept")) << plan;
  EXPECT_TRUE(says(plan, "remarks: comes back without the values that it had")) << plan;
  run_well({"rollback", "production", "--way", "downs", "--yes"});
  const auto mine = hashes(production_, twin_), its = hashes(twin_, production_);
  for (const auto& [table, hash] : its) {
    const bool told = table.ends_with("remarks") || table.ends_with("matches");
    EXPECT_EQ(mine.at(table) == hash, !told) << table;
  }
}

TEST_P(WayBack, ByTheBackupIsAsItWasThen) {
  begin();
  const auto before = hashes(production_, twin_);
  generate(1);
  run_well({"push", "production", "--yes"});
  write(production_, writes_without_columns);
  production_.session.reset();
  run_well({"rollback", "production", "--way", "backup", "--yes"});
  production_.session = dialect().connect(production_.url, {});
  EXPECT_EQ(hashes(production_, twin_), before);
  expect_twins(5);
  const std::string status = run_well({"deploy", "status", "--env", "production"});
  EXPECT_TRUE(says(status, "rolled back")) << status;
}

INSTANTIATE_TEST_SUITE_P(Of, WayBack, ::testing::Values(&postgres::dialect(), &sqlite::dialect()),
                         [](const auto& test) { return std::string(test.param->name); });

}  // namespace
}  // namespace syncline::testing
