#include "faults/ground.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "base/files.h"
#include "base/text.h"
#include "sqlite/sqlite.h"

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds patience{60};  ///< with the program, on a machine with much to do

/// Lines of a dump that say something, in an order of their own.
std::string sorted(const std::string& dump) {
  std::vector<std::string> lines;
  for (const std::string& line : split(dump, '\n')) {
    if (line.empty() || line.starts_with("--") || line.starts_with("\\")) continue;
    if (line.find("syncline_") == std::string::npos) lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  return join(lines, "\n");
}

}  // namespace

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "syncline-faults-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Ground::Ground(const Dialect& dialect, const Server* server) : dialect_(dialect), server_(server) {
  const char* name = server_ ? "postgres" : "sqlite";
  fs::copy(fs::path(SYNCLINE_FAULTS_HISTORY) / name, migrations());
  write_file(folder() / "syncline.toml",
             "[project]\nname = \"faults\"\n[environments.local]\nrole = \"development\"\n"
             "url = { env = \"FAULTS_URL\" }\n");
  if (server_) admin_ = server_->connect("postgres");
}

Ground::~Ground() { drop(); }

void Ground::drop() {
  if (database_.empty()) return;
  if (server_) {
    admin_->execute("DROP DATABASE " + database_ + " WITH (FORCE)");
    return;
  }
  for (const char* end : {"", "-journal", "-wal", "-shm"}) fs::remove(database_ + end);
}

std::string Ground::new_name() const {
  static std::atomic<int> count = 0;
  const std::string name = fmt::format("local{}", ++count);
  return server_ ? name : (folder() / (name + ".db")).string();
}

void Ground::renew() {
  drop();
  database_ = new_name();
  if (server_) {
    admin_->execute("CREATE DATABASE " + database_ + " TEMPLATE template0");
  } else {
    dialect_.connect(url(), {.create = true});
  }
}

/// What a killed program left beside a file goes with it: it belongs to the contents.
void Ground::copy(const std::string& from, const std::string& to) const {
  if (server_) return admin_->execute(fmt::format("CREATE DATABASE {} TEMPLATE {}", to, from));
  for (const char* end : {"", "-journal", "-wal"}) {
    if (fs::exists(from + end)) fs::copy_file(from + end, to + end);
  }
}

std::string Ground::copied() const {
  const std::string name = new_name();
  copy(database_, name);
  return name;
}

void Ground::renew_from(const std::string& copy_of) {
  drop();
  database_ = new_name();
  copy(copy_of, database_);
}

std::string Ground::url(const fs::path& sockets) const {
  return server_ ? server_->url(database_, sockets) : "sqlite:" + database_;
}

std::unique_ptr<Session> Ground::open() const { return dialect_.connect(url(), {}); }

std::string Ground::dump() const {
  Command command;
  if (server_) {
    command.program = server_->program("pg_dump");
    command.arguments = {"-N", "syncline", "-h",     server_->sockets().string(),
                         "-U", "syncline", database_};
  } else {
    command.program = "sqlite3";
    command.arguments = {database_, ".dump"};
  }
  const Outcome outcome = ::syncline::run(command);
  if (outcome.status != 0) throw std::runtime_error("no dump: " + outcome.errors);
  return sorted(outcome.output);
}

bool Ground::deserted() const {
  if (!server_) return true;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < deadline) {
    if (admin_->query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", {database_}).empty())
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

/// With what breaks files (it breaks nothing unless told to): with it nothing waits for the disk.
Environment Ground::environment(const std::string& url) const {
  if (server_) return {{"FAULTS_URL", url}};
  return {{"FAULTS_URL", url},
          {"LD_PRELOAD", SYNCLINE_FILE_FAULTS},
          {"ASAN_OPTIONS", "verify_asan_link_order=0"},
          {"FILE_FAULTS_DATABASE", database_}};
}

Command Ground::command(std::vector<std::string> arguments, const std::string& url,
                        Environment more) const {
  Command command;
  command.program = SYNCLINE_PROGRAM;
  command.arguments = std::move(arguments);
  command.folder = folder();
  command.environment = environment(url);
  for (auto& [name, value] : more) command.environment[name] = std::move(value);
  command.timeout = patience;
  return command;
}

Outcome Ground::run(std::vector<std::string> arguments, Environment more) const {
  return run_at(url(), std::move(arguments), std::move(more));
}

Outcome Ground::run_at(const std::string& url, std::vector<std::string> arguments,
                       Environment more) const {
  return ::syncline::run(command(std::move(arguments), url, std::move(more)));
}

}  // namespace syncline::testing
