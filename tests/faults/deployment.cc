#include "faults/deployment.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/files.h"
#include "base/text.h"

namespace syncline::testing {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr const char* revisions[] = {
    "-- syncline: revision 1\n-- syncline: up\n"
    "CREATE TABLE clubs (id integer PRIMARY KEY, name text NOT NULL, code text);\n"
    "CREATE TABLE players (id integer PRIMARY KEY, club integer REFERENCES clubs (id));\n"
    "-- syncline: down\nDROP TABLE players;\nDROP TABLE clubs;\n",

    "-- syncline: revision 2\n-- syncline: parent 1\n-- syncline: up\n"
    "CREATE TABLE venues (id integer PRIMARY KEY, name text NOT NULL);\n"
    "ALTER TABLE clubs ADD COLUMN venue integer;\n"
    "CREATE INDEX clubs_venue ON clubs (venue);\n"
    "-- syncline: down\nDROP INDEX clubs_venue;\nALTER TABLE clubs DROP COLUMN venue;\n"
    "DROP TABLE venues;\n",

    "-- syncline: revision 3\n-- syncline: parent 2\n-- syncline: up\n"
    "DROP TABLE players;\nALTER TABLE clubs DROP COLUMN code;\n"
    "-- syncline: down\nALTER TABLE clubs ADD COLUMN code text;\n"
    "CREATE TABLE players (id integer PRIMARY KEY, club integer REFERENCES clubs (id));\n"};

// A sleeper beside the shell: it must not be left running either.
constexpr const char* faulty = R"(case "$DEPLOY_FAULT" in
"fail $SYNCLINE_STEP") echo "$SYNCLINE_STEP fails"; exit 7 ;;
"hang $SYNCLINE_STEP") sleep 1000 & wait ;;
"kill $SYNCLINE_STEP") sleep 1000 & kill -KILL $PPID; wait ;;
"term $SYNCLINE_STEP") sleep 1000 & kill -TERM $PPID; wait ;;
"int $SYNCLINE_STEP") sleep 1000 & kill -INT $PPID; wait ;;
esac
)";

constexpr const char* not_written = "a record could not be written";

constexpr const char* settings = R"([project]
name = "faults"
[environments.local]
role = "staging"
url = { env = "FAULTS_URL" }
on-drop = "keep 1d"
[environments.local.deploy]
timeout = "3s"
before = ". ./faulty"
application = ". ./faulty; echo new > application"
application-rollback = "echo old > application"
after = ". ./faulty"
tests = ". ./faulty"
health = [
  { command = ". ./faulty; test $(cat application) = new", tries = 1, timeout = "3s" },
  { sql = "SELECT count(*) = 40 FROM clubs", tries = 1 },
]
)";

void clear(const fs::path& folder) {
  std::error_code none;
  fs::remove_all(folder, none);
}

/// Processes whose environment holds `mark`.
std::string processes_with(const std::string& mark) {
  std::string found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/proc", none)) {
    std::ifstream file(entry.path() / "environ");
    std::stringstream text;
    text << file.rdbuf();
    if (text.str().find(mark) != std::string::npos) found += entry.path().filename().string() + " ";
  }
  return found;
}

/// After a while: a killed process is not gone at once.
std::string left_running(const std::string& mark) {
  std::string found;
  for (int i = 0; i < 200; ++i) {
    found = processes_with(mark);
    if (found.empty()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return found;
}

std::string words_of(const Outcome& outcome) {
  return fmt::format("  exit {}{}\n{}{}\n", outcome.status, outcome.timed_out ? " (it hung)" : "",
                     outcome.output, outcome.errors);
}

std::string text_of(const Json& json, const char* name) {
  return json.is_object() ? json.value(name, std::string()) : std::string();
}

std::string steps_text(const Json& record) {
  if (!record.is_object()) return "";
  std::string text =
      fmt::format("  record {} ({})\n", text_of(record, "state"), text_of(record, "schema"));
  for (const Json& step : record["steps"]) {
    text += fmt::format("    {} {} {}\n", text_of(step, "state"), text_of(step, "name"),
                        text_of(step, "error"));
  }
  return text;
}

/// The first that did not end well, else the last.
std::string disturbed_step(const Json& record) {
  std::string name;
  for (const Json& step : record["steps"]) {
    name = text_of(step, "name");
    if (text_of(step, "state") != "done") break;
  }
  return name;
}

}  // namespace

/// What is there after a disturbed run.
struct Deploying::Seen {
  bool killed = false;
  State state;
  std::string where;         ///< "as before", "at the target", "between"
  Json in_ledger, in_files;  ///< null: there is no record
  std::string left;          ///< processes
  bool deserted = true;

  /// The newer word.
  const Json& record() const { return in_files.is_null() ? in_ledger : in_files; }
};

void write_deployment_project(const Ground& ground, bool rolls_back) {
  clear(ground.migrations());
  fs::create_directories(ground.migrations());
  int number = 0;
  for (const char* text : revisions) {
    write_file(ground.migrations() / fmt::format("{}_revision.sql", ++number), text);
  }
  write_file(ground.folder() / "faulty", faulty);
  write_file(ground.folder() / "syncline.toml",
             std::string(settings) + (rolls_back ? "[deploy]\non-failure = \"rollback\"\n" : ""));
}

Deploying::Deploying(const Dialect& dialect, const Server* server, bool rolls_back)
    : ground_(dialect, server), rolls_back_(rolls_back) {
  write_deployment_project(ground_, rolls_back);
  ground_.renew();
  const auto expect_well = [](const Outcome& outcome) {
    if (outcome.status != 0) throw std::runtime_error("an undisturbed run: " + words_of(outcome));
  };
  expect_well(plain({"upgrade", "1", "--yes"}));
  {
    const auto session = ground_.open();
    for (int i = 1; i <= 40; ++i) {
      session->execute(fmt::format("INSERT INTO clubs VALUES ({0}, 'club {0}', 'C{0}')", i));
      session->execute(fmt::format("INSERT INTO players VALUES ({0}, {0})", i));
    }
  }
  seeded_ = ground_.copied();
  where(before_);
  begin();
  expect_well(plain(command()));
  where(target_);
}

std::vector<std::string> Deploying::command() { return {"deploy", "--to", "local", "--yes"}; }

void Deploying::begin() {
  ground_.renew_from(seeded_);
  clear(backups());
  clear(ground_.folder() / "deployments");
  write_file(ground_.folder() / "application", "old\n");
}

Outcome Deploying::plain(std::vector<std::string> arguments) const {
  return ground_.run(std::move(arguments));
}

std::string Deploying::where(State& state) const {
  state = state_of(*ground_.open(), ground_.dialect());
  std::erase_if(state,
                [](const auto& one) { return one.first.find("syncline") != one.first.npos; });
  if (state == before_) return "as before";
  return state == target_ ? "at the target" : "between";
}

std::string Deploying::application() const {
  return std::string(trim(read_file(ground_.folder() / "application")));
}

Json Deploying::record(bool in_ledger) const {
  if (in_ledger) {
    const char* table =
        ground_.dialect().name == "sqlite" ? "syncline_deployments" : "syncline.deployments";
    try {
      const Rows rows = ground_.open()->query(
          fmt::format("SELECT record FROM {} ORDER BY started_at DESC, deployment DESC", table));
      return rows.empty() ? Json() : Json::parse(rows.text(0, "record"), nullptr, false);
    } catch (const Error&) {
      return {};  // the table is made by the first deployment
    }
  }
  fs::path newest;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(ground_.folder() / "deployments", none)) {
    const fs::path& file = entry.path();
    if (file.extension() == ".json" && file.filename().string().front() != '.') {
      newest = std::max(newest, file);
    }
  }
  return newest.empty() ? Json() : Json::parse(read_file(newest), nullptr, false);
}

Deploying::Seen Deploying::look(const Outcome& outcome, const std::string& mark) const {
  Seen seen;
  seen.killed = outcome.status == 128 + SIGKILL;
  seen.left = left_running(mark);
  seen.deserted = ground_.deserted();
  seen.where = where(seen.state);
  seen.in_ledger = record(true);
  seen.in_files = record(false);
  return seen;
}

/// What the program and its records said that is not so.
std::string Deploying::told_wrong(const Outcome& outcome, const Seen& seen) const {
  std::string wrong;
  const auto claim = [&](bool holds, const std::string& what) {
    if (!holds) wrong += "  " + what + "\n";
  };
  claim(!outcome.timed_out, "the program hung");
  claim(seen.left.empty(), "left running: " + seen.left);
  claim(seen.deserted, "somebody stays connected to the database");
  claim(seen.where != "between",
        "the schema is between:\n" + difference(before_, seen.state) + "  and to the target\n" +
            difference(target_, seen.state));
  const Json& record = seen.record();
  claim(!record.is_discarded() && !seen.in_ledger.is_discarded(), "a record is no JSON");
  const std::string state = text_of(record, "state");
  if (record.is_null()) {
    claim(seen.where == "as before", "the schema was changed, and there is no record");
    claim(outcome.status != 0, "it said that all is done, and there is no record");
    return wrong;
  }
  if (seen.killed) {
    claim(state == "running" || state == "done" || state == "failed" || state == "rolled back",
          "after SIGKILL the record says " + state);
    return wrong;
  }
  // When nothing can be written any more, nothing can be taken back either: that must be told, and
  // what is true stands in the files.
  const bool told = outcome.output.find(not_written) != std::string::npos ||
                    outcome.errors.find(not_written) != std::string::npos;
  const std::string schema = text_of(record, "schema");
  claim(schema == seen.where || (told && schema == "unknown"),
        fmt::format("the record says the schema is {}, and it is {}", schema, seen.where));
  claim((outcome.status == 0) == (state == "done"),
        fmt::format("it ended with {}, the record says {}", outcome.status, state));
  claim(state == "done" || state == "failed" || state == "rolled back", "the record says " + state);
  claim(state != "done" || (seen.where == "at the target" && application() == "new"),
        "it says done, and is not");
  claim(state != "rolled back" || (seen.where == "as before" && application() == "old"),
        "it says rolled back, and is not");
  claim(state == "done" || !text_of(record, "error").empty(), "no error stands in the record");
  claim(state != "failed" || !rolls_back_ || seen.where == "as before",
        "it shall roll back by itself, and did not");
  claim(told || seen.in_ledger == seen.in_files, "the ledger's record is not that of the file");
  return wrong;
}

/// `deploy resume`, or a new deployment where there is nothing to resume.
std::string Deploying::goes_on() const {
  const std::string state = text_of(record(false), "state");
  const bool resumes = state == "running" || state == "failed";
  const Outcome outcome =
      plain(resumes ? std::vector<std::string>{"deploy", "resume", "--env", "local", "--yes"}
                    : command());
  State after;
  const std::string place = where(after);
  const Json said = record(true);
  if (outcome.status == 0 && place == "at the target" && application() == "new" &&
      (state == "done" || (text_of(said, "state") == "done" && said.value("gate_passed", false)))) {
    return "";
  }
  return fmt::format("  going on ({}) ends {}, the application {}, the record {}\n{}",
                     resumes ? "resume" : "deploy", place, application(), text_of(said, "state"),
                     words_of(outcome));
}

std::string Deploying::goes_back() const {
  const Outcome outcome = plain({"rollback", "--env", "local", "--way", "downs", "--yes"});
  State after;
  const std::string place = where(after);
  if (outcome.status == 0 && place == "as before") return "";
  return fmt::format("  rollback ends {}\n{}{}", place, difference(before_, after),
                     words_of(outcome));
}

/// From two copies. Where nothing was changed there is no way back to go.
std::string Deploying::both_ways(const Seen& seen) {
  const fs::path folder = ground_.folder(), saved = folder / "saved";
  const bool back = seen.where != "as before";
  std::string copy;
  if (back) {
    copy = ground_.copied();
    clear(saved);
    fs::create_directories(saved);
    for (const char* one : {"deployments", "backups", "application"}) {
      if (fs::exists(folder / one))
        fs::copy(folder / one, saved / one, fs::copy_options::recursive);
    }
  }
  std::string problem = goes_on();
  if (!back) return problem;
  ground_.renew_from(copy);
  for (const char* one : {"deployments", "backups", "application"}) {
    clear(folder / one);
    if (fs::exists(saved / one)) fs::copy(saved / one, folder / one, fs::copy_options::recursive);
  }
  return problem + goes_back();
}

Verdict Deploying::judged(const Disturbed& run) {
  static std::atomic<int> count = 0;
  const std::string mark = fmt::format("DEPLOY_TRIAL={}-{}", getpid(), ++count);
  Verdict verdict;
  try {
    begin();
    const Outcome outcome = run({{"DEPLOY_TRIAL", mark.substr(mark.find('=') + 1)}});
    const Seen seen = look(outcome, mark);
    const Json& record = seen.record();
    verdict.step = "before the record";
    if (record.is_object()) verdict.step = disturbed_step(record);
    verdict.outcome = fmt::format("{}, the record {}", seen.where,
                                  record.is_object() ? text_of(record, "state") : "is not there");
    verdict.problem = told_wrong(outcome, seen);
    if (!verdict.problem.empty()) verdict.problem += words_of(outcome) + steps_text(record);
    verdict.problem += both_ways(seen);
  } catch (const std::exception& error) {
    verdict.problem += fmt::format("  the test itself was stopped: {}\n", error.what());
  }
  return verdict;
}

void FaultTable::add(const std::string& fault, const Verdict& verdict) {
  const std::lock_guard lock(mutex_);
  ++count_;
  const std::string lost = verdict.problem.empty() ? "" : "  LOST";
  ++rows_[fmt::format("{:<24} {:<22} {}{}", fault, verdict.step, verdict.outcome, lost)];
  if (!verdict.problem.empty()) {
    problems_.push_back(fmt::format("{} at {}\n{}", fault, verdict.step, verdict.problem));
  }
}

std::string FaultTable::verdict(const std::string& what) const {
  fmt::print("{}: {} faults in a deployment, {} lost\n", what, count_, problems_.size());
  fmt::print("  {:<24} {:<22} {}\n", "fault", "last step of the record", "the schema is");
  for (const auto& [row, times] : rows_) fmt::print("  {} ({})\n", row, times);
  if (count_ == 0) return "nothing was tried";
  return join(problems_, "\n");
}

}  // namespace syncline::testing
