// A password in every place where one can be configured, and every command with it, also where the
// database does not answer: it is in no output, no file of ours and no command line. Commands come
// from the program's own table, so a new one is tried by itself.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "cli/command.h"
#include "postgres/postgres.h"
#include "secrets/plants.h"
#include "secrets/process_watch.h"
#include "support/databases.h"

namespace syncline::testing {
namespace {

namespace fs = std::filesystem;

/// The piece is in every form of it, raw and encoded. It is of this process alone: another test may
/// run beside, and type its own.
const std::string piece = fmt::format("s3cretw0rd{}", getpid());
const std::string password = "Pl%nt/ed+" + piece + "&7";

/// A server that lets everybody in, with a database each for who asks.
class Server {
 public:
  Server() : scratch_(postgres::dialect().scratch({})), admin_(scratch_->empty()) {}
  ~Server() { testing::drop_databases(*admin_, prefix_); }
  Target new_database() {
    const std::string name = fmt::format("{}{}", prefix_, ++count_);
    admin_->execute("CREATE DATABASE " + name);
    const Rows rows = admin_->query(
        "SELECT split_part(current_setting('unix_socket_directories'), ',', 1) AS folder, "
        "current_setting('port') AS port, current_user::text AS who");
    return {rows.text(0, "folder"), rows.text(0, "port"), name, rows.text(0, "who"), password};
  }

 private:
  std::unique_ptr<Scratch> scratch_;
  std::unique_ptr<Session> admin_;
  const std::string prefix_ = fmt::format("secrets_{}_", getpid());
  int count_ = 0;
};

struct NewFolder {
  fs::path path;
  NewFolder() {
    std::string name = (fs::temp_directory_path() / "syncline-secrets-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~NewFolder() {
    std::error_code none;
    fs::remove_all(path, none);
  }
};

/// What is typed for an operand, by what it completes; by its name where that is not enough.
std::string word_for(const Operand& operand) {
  if (!operand.choices.empty()) return std::string(split(operand.choices, ' ').front());
  switch (operand.completes) {
    case Completes::Source:
      return "env:local";
    case Completes::Environment:
      return "local";
    case Completes::File:
      return "schema.sql";
    default:
      return operand.name == "COMMAND" ? "true" : "head";
  }
}

/// One project with the password planted in one place.
class Ground {
 public:
  Ground(const Plant& plant, const Target& target) : plant_(plant.name) {
    variables_ = {{"SYNCLINE_CACHE", (folder_.path / "cache").string()},
                  {"HOME", folder_.path.string()},
                  {"EDITOR", "true"},
                  {"NO_COLOR", "1"}};
    fs::create_directory(folder_.path / "project");
    const std::string environment = plant.put(project(), target, variables_);
    write_file(project() / "syncline.toml",
               "[models]\nsql = \"schema.sql\"\n[environments.local]\n" + environment);
    write_file(project() / "schema.sql", "CREATE TABLE a (id integer PRIMARY KEY);\n");
  }

  fs::path project() const { return folder_.path / "project"; }

  void run(std::vector<std::string> words,
           std::chrono::seconds timeout = std::chrono::seconds(20)) {
    Command command;
    command.program = SYNCLINE_PROGRAM;
    command.arguments = std::move(words);
    command.environment = variables_;
    command.folder = project();
    command.timeout = timeout;
    const Outcome outcome = syncline::run(command);
    const std::string line = fmt::format("{}: syncline {}", plant_, join(command.arguments, " "));
    EXPECT_EQ(outcome.output.find(piece), std::string::npos) << line << "\n" << outcome.output;
    EXPECT_EQ(outcome.errors.find(piece), std::string::npos) << line << "\n" << outcome.errors;
    EXPECT_NE(outcome.status, 70) << line << "\n" << outcome.errors;
  }

  void add_settings(const std::string& text) {
    const fs::path file = project() / "syncline.toml";
    write_file(file, read_file(file) + text);
  }

  /// A database at a revision, so that commands have something to look at.
  void begin() {
    run({"generate", "-m", "First", "--verbose"});
    run({"upgrade", "--yes", "--verbose"});
  }

  void run_command(const CommandSpec& spec) {
    std::vector<std::string> words = split(spec.name, ' ');
    words.insert(words.end(), {"--verbose", "--yes", "--json"});
    for (const Operand& operand : spec.operands) words.push_back(word_for(operand));
    // Some work, or wait, until they are stopped.
    const bool stays = spec.name == "watch" || spec.name == "serve" || spec.name == "run";
    const std::chrono::seconds timeout(stays ? 2 : 20);
    run(words, timeout);
    std::erase(words, "--json");
    run(words, timeout);
  }

  /// No file holds it, but those that we wrote ourselves.
  void search_files() {
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path)) {
      if (!entry.is_regular_file() || is_planted(entry.path())) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text((std::istreambuf_iterator<char>(file)),
                             std::istreambuf_iterator<char>());
      EXPECT_EQ(text.find(piece), std::string::npos) << plant_ << ": " << entry.path();
    }
  }

 private:
  std::string plant_;
  NewFolder folder_;
  std::map<std::string, std::string> variables_;
};

bool all_wanted() {
  const char* wanted = std::getenv("SYNCLINE_SECRETS");
  return wanted && std::string_view(wanted) == "all";
}

/// Every plant with `which` of the commands: all of them with SYNCLINE_SECRETS=all, else in turns,
/// so that each plant and each command is tried.
void try_commands(const std::function<Target()>& target, bool begin) {
  ProcessWatch watch(piece);
  const auto commands = all_commands();
  const std::size_t turns = all_wanted() ? 1 : plants().size();
  for (std::size_t number = 0; number < plants().size(); ++number) {
    Ground ground(plants()[number], target());
    if (begin) ground.begin();
    for (std::size_t i = 0; i < commands.size(); ++i) {
      if (i % turns == number % turns) ground.run_command(*commands[i]);
    }
    ground.search_files();
  }
  EXPECT_GT(watch.looks(), 20U);
  for (const std::string& line : watch.found()) ADD_FAILURE() << "a command line: " << line;
}

TEST(Secrets, AreFoundNowhereWhenAllIsWell) {
  Server server;
  try_commands([&] { return server.new_database(); }, true);
}

TEST(Secrets, AreFoundNowhereWhenTheDatabaseDoesNotAnswer) {
  try_commands([] { return Target{"localhost", "1", "nowhere", "ada", password}; }, false);
}

/// Its commands print what they know, its addresses have passwords of their own.
TEST(Secrets, AreFoundNowhereInADeployment) {
  Server server;
  ProcessWatch watch(piece);
  for (const Plant& plant : plants()) {
    if (plant.name != "variable" && plant.name != "dotenv") continue;
    Ground ground(plant, server.new_database());
    ground.run({"generate", "-m", "First"});
    ground.add_settings(fmt::format(
        "role = 'staging'\n[deploy]\nstages = 'local'\nnotify = 'cat; exit 1'\n"
        "[environments.local.deploy]\nbefore = 'echo $PLANTED_URL; echo $PLANTED_URL >&2'\n"
        "tests = 'echo fails at $PLANTED_URL; exit 1'\non-failure = 'rollback'\n"
        "health = [{{ http = 'http://ada:{0}@127.0.0.1:1/?token={0}', tries = 2, pause = '1s' "
        "}}]\n",
        piece));
    ground.run({"push", "local", "--yes", "--verbose"});
    ground.run({"deploy", "--to", "local", "--yes", "--json"});
    ground.run({"deploy", "resume", "--env", "local", "--yes", "--verbose"});
    for (const char* look : {"status", "history", "show"}) ground.run({"deploy", look, "--json"});
    std::size_t masks = 0;  // what the hook printed is there, masked
    for (const auto& record : fs::directory_iterator(ground.project() / "deployments")) {
      masks += read_file(record.path()).find(":***@") != std::string::npos;
    }
    EXPECT_EQ(masks, 4U) << "of two deployments, a file for programs and one for people";
    ground.search_files();
  }
  for (const std::string& line : watch.found()) ADD_FAILURE() << "a command line: " << line;
}

TEST(Secrets, AreFoundNowhereInWhatIsTyped) {
  Server server;
  const Target target = server.new_database();
  Ground ground(plants().front(), target);
  const std::string typed = fmt::format("postgresql://{}:{}@localhost:1/x", target.user, piece);
  for (const char* command : {"check", "current", "history", "log", "upgrade"}) {
    ground.run({command, "--url", typed, "--verbose", "--yes"});
    ground.run({command, "--url", "postgres//" + piece + "@host", "--verbose", "--yes"});
    ground.run({command, "--url", "host=localhost port=1 password=" + piece + " x", "--yes"});
  }
  ground.run({"diff", typed, "models"});
  ground.run({"pull", "local", "--url", typed, "--create", "--verbose", "--yes"});
  ground.run({"inspect", typed + "?sslmode=nonsense"});
}

}  // namespace
}  // namespace syncline::testing

int main(int count, char** words) {
  ::testing::InitGoogleTest(&count, words);
  return RUN_ALL_TESTS();
}
