#include "postgres/cluster.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/fs.h>
#endif

#include <csignal>
#include <fstream>

#include "base/interrupt.h"
#include "base/text.h"

namespace syncline::postgres {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int most_slots = 64;
constexpr std::chrono::seconds start_patience{60};
constexpr std::chrono::seconds end_patience{15};
constexpr std::string_view port = "5432";
constexpr std::string_view superuser = "syncline";
constexpr std::size_t shown_log_lines = 12;

/// A "fast" shutdown: connections are cut, and the next start has nothing to recover.
constexpr int stop_signal = SIGINT;

// Nothing here must survive a crash, so nothing waits for the disk. A schema of thousands of tables
// in one transaction needs as many locks.
constexpr std::string_view server_settings[] = {
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "jit=off",
    "max_connections=20",
    "max_locks_per_transaction=2048",
    "shared_buffers=64MB",
    "checkpoint_timeout=1d",
    "max_wal_size=1GB",
    "min_wal_size=32MB",
    "wal_recycle=off",    // a stopped server keeps none of it in what may be memory,
    "wal_init_zero=off",  // and a new file need not be filled with zeros
    "logging_collector=off",
    "log_min_messages=fatal",
    "log_min_error_statement=panic",
    "lc_messages=C",
    "TimeZone=UTC",
    "log_timezone=UTC",
    "max_parallel_workers=0",
    "restart_after_crash=off",
};

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  return lines;
}

std::string last_lines(const fs::path& file) {
  std::vector<std::string> lines = lines_of(file);
  if (lines.size() > shown_log_lines) {
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(shown_log_lines));
  }
  return join(lines, "\n");
}

/// Whether this process is a server on this data folder, and not another that got its number.
bool serves(pid_t pid, const fs::path& data) {
  if (pid <= 0 || (kill(pid, 0) != 0 && errno == ESRCH)) return false;
  std::error_code failed;
  const fs::path folder = fs::read_symlink(fmt::format("/proc/{}/cwd", pid), failed);
  return failed ? fs::exists("/proc/self/cwd") == false : fs::equivalent(folder, data, failed);
}

/// Asks the file system to put the folders in `parent` apart from each other. ext4 otherwise puts
/// the files of a new database where those of a dropped one were, and steps over each of them that
/// was freed in the last minutes: with thousands of tables this doubles the time of everything. A
/// wish, not a need.
void spread_folders(const fs::path& parent) {
#ifdef __linux__
  const int folder = open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  int flags = 0;
  if (ioctl(folder, FS_IOC_GETFLAGS, &flags) == 0 && !(flags & FS_TOPDIR_FL)) {
    flags |= FS_TOPDIR_FL;
    ioctl(folder, FS_IOC_SETFLAGS, &flags);
  }
  close(folder);
#else
  (void)parent;
#endif
}

}  // namespace

Cluster::Cluster(const ServerBinaries& binaries) : binaries_(binaries), user_(server_user()) {
  take_slot(slots_folder(binaries_.version, user_));
  sockets_ = socket_folder(slot_, user_);
  await_previous_server();
  start();
}

Cluster::~Cluster() {
  server_.reset();
  std::error_code ignored;
  if (sockets_ != slot_) fs::remove(sockets_, ignored);
}

Settings Cluster::settings(const std::string& database) const {
  // What the user's PG… variables say about other servers must not hold for this one. An empty
  // value would leave it to the variable.
  return {{"host", sockets_.string()},      {"port", std::string(port)},
          {"user", std::string(superuser)}, {"dbname", database},
          {"options", "-c jit=off"},        {"sslmode", "disable"},
          {"gssencmode", "disable"},        {"channel_binding", "prefer"},
          {"requirepeer", user_.name},      {"target_session_attrs", "any"}};
}

void Cluster::take_slot(const fs::path& slots) {
  for (int number = 0; number < most_slots; ++number) {
    slot_ = slots / fmt::format("slot-{}", number);
    make_private(slot_, user_);
    lock_ = FileLock::attempt(slot_ / "lock");
    if (lock_) return;
  }
  throw Error(Failure::Config,
              fmt::format("{} scratch servers run at once below {}", most_slots, slots.string()))
      .with_hint("wait until one of the other runs has ended");
}

void Cluster::await_previous_server() const {
  const fs::path pid_file = data() / "postmaster.pid";
  const std::vector<std::string> lines = lines_of(pid_file);
  if (lines.empty()) return;
  const pid_t pid = std::atoi(lines.front().c_str());
  const Clock::time_point deadline = Clock::now() + end_patience;
  while (serves(pid, data())) {
    if (Clock::now() > deadline) kill(pid, SIGQUIT);
    pause_for(std::chrono::milliseconds(5));
  }
  // Nobody else owns the slot. A stranger who got the same process number must not stop the start.
  std::error_code ignored;
  fs::remove(pid_file, ignored);
  fs::remove(sockets_ / fmt::format(".s.PGSQL.{}.lock", port), ignored);
  fs::remove(sockets_ / fmt::format(".s.PGSQL.{}", port), ignored);
}

Command Cluster::server_program(const char* name, std::vector<std::string> arguments) const {
  Command command;
  command.program = binaries_.folder / name;
  command.arguments = std::move(arguments);
  command.environment = {{"LC_ALL", "C"}};
  command.folder = slot_;
  command.user = user_.drop_to();
  return command;
}

void Cluster::make_data_folder() {
  const fs::path fresh = slot_ / "data.new";
  fs::remove_all(fresh);
  const Outcome outcome = run(server_program(
      "initdb", {"-D", fresh.string(), "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C",
                 fmt::format("--username={}", superuser)}));
  if (outcome.status != 0) {
    Error error(Failure::Config,
                fmt::format("{} cannot make a scratch server below {}",
                            (binaries_.folder / "initdb").string(), slot_.string()));
    error.detail = outcome.errors;
    throw std::move(error).with_hint(
        "is the disk full? SYNCLINE_SCRATCH_FOLDER names another folder");
  }
  fs::rename(fresh, data());
}

void Cluster::start() {
  bool made_now = false;
  for (int attempts = 0; attempts < 2; ++attempts) {
    if (!fs::exists(data() / "PG_VERSION")) {
      fs::remove_all(data());
      make_data_folder();
      made_now = true;
    }
    spread_folders(data() / "base");
    if (try_start()) return;
    if (made_now) break;
    // A broken data folder holds nothing that cannot be made anew.
    fs::remove_all(data());
  }
  Error error(Failure::Config, fmt::format("the scratch server {} does not start",
                                           (binaries_.folder / "postgres").string()));
  error.detail = last_lines(log());
  throw std::move(error).with_hint(
      fmt::format("its log is {}; another server can be named with --scratch URL", log().string()));
}

bool Cluster::try_start() {
  Command command = server_program(
      "postgres", {"-D", data().string(), "-p", std::string(port), "-k", sockets_.string()});
  for (const std::string_view setting : server_settings) {
    command.arguments.emplace_back("-c");
    command.arguments.emplace_back(setting);
  }
  server_ = std::make_unique<Child>(command, log(), stop_signal);
  const Clock::time_point deadline = Clock::now() + start_patience;
  while (!server_->exited() && Clock::now() < deadline) {
    // The last line of this file is the server's state.
    const std::vector<std::string> lines = lines_of(data() / "postmaster.pid");
    if (lines.size() >= 8 && trim(lines[7]) == "ready") return true;
    pause_for(std::chrono::milliseconds(2));
  }
  server_.reset();
  return false;
}

void Cluster::remove_orphans(const std::set<std::string>& known) const {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(data() / "base", ignored)) {
    const std::string name = entry.path().filename().string();
    const bool is_oid = name.find_first_not_of("0123456789") == std::string::npos;
    if (is_oid && !known.contains(name)) fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace syncline::postgres
