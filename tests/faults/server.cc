#include "faults/server.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "base/error.h"
#include "base/files.h"
#include "postgres/postgres.h"
#include "postgres/server_binaries.h"
#include "postgres/server_folder.h"

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

// Processes are killed here, never the machine: nothing has to reach the disk.
constexpr const char* settings[] = {"listen_addresses=",
                                    "fsync=off",
                                    "synchronous_commit=off",
                                    "full_page_writes=off",
                                    "wal_level=minimal",
                                    "max_wal_senders=0",
                                    "autovacuum=off",
                                    "max_connections=200",
                                    "shared_buffers=64MB",
                                    "checkpoint_timeout=1d",
                                    "jit=off",
                                    "log_min_messages=fatal",
                                    "log_min_error_statement=panic"};

/// In memory where the system has such a folder: databases are made by the hundred. What a killed
/// test left there is removed.
fs::path new_folder() {
  const fs::path memory = "/dev/shm";
  const std::string prefix = "syncline-server-";
  const bool usable = access(memory.c_str(), W_OK) == 0;
  const fs::path parent = usable ? memory : fs::temp_directory_path();
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with(prefix)) continue;
    if (!fs::exists(fs::path("/proc") / std::to_string(std::atoi(name.c_str() + prefix.size())))) {
      fs::remove_all(entry.path(), ignored);
    }
  }
  std::string name = (parent / fmt::format("{}{}-XXXXXX", prefix, getpid())).string();
  if (!mkdtemp(name.data())) throw std::runtime_error("cannot make " + name);
  return name;
}

}  // namespace

// The folder may hold links to some of the programs only.
Server::Server()
    : binaries_(fs::canonical(postgres::find_server(0).folder / "postgres").parent_path()) {
  folder_ = new_folder();
  fs::permissions(folder_, fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
  const postgres::ServerUser user = postgres::server_user();
  sockets_ = folder_ / "data";
  postgres::make_private(sockets_, user);
  Command command;
  command.user = user.drop_to();
  command.folder = sockets_;
  command.program = program("initdb");
  command.arguments = {
      "-D",         sockets_.string(),    "--no-sync", "--auth=trust", "--encoding=UTF8",
      "--locale=C", "--username=syncline"};
  const Outcome made = run(command);
  if (made.status != 0) throw std::runtime_error("initdb: " + made.errors);
  start();
}

void Server::stop() { child_.reset(); }

void Server::start() {
  Command command;
  command.user = postgres::server_user().drop_to();
  command.folder = sockets_;
  command.program = program("postgres");
  command.arguments = {"-D", sockets_.string(), "-p", "5432", "-k", sockets_.string()};
  for (const char* setting : settings) {
    command.arguments.emplace_back("-c");
    command.arguments.emplace_back(setting);
  }
  child_ = std::make_unique<Child>(command, folder_ / "log", SIGINT);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (true) {
    try {
      connect("postgres");
      return;
    } catch (const Error&) {
      if (child_->exited() || std::chrono::steady_clock::now() > deadline) {
        throw std::runtime_error("the server does not start: " + read_file(folder_ / "log"));
      }
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

Server::~Server() {
  child_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Server::url(const std::string& database, const fs::path& folder) const {
  return fmt::format("postgresql://syncline@/{}?host={}&port=5432", database,
                     (folder.empty() ? sockets_ : folder).string());
}

std::unique_ptr<Session> Server::connect(const std::string& database) const {
  return postgres::dialect().connect(url(database), {});
}

}  // namespace syncline::testing
