#include "base/spawn.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.h"

extern char** environ;  // NOLINT: POSIX

namespace syncline {

namespace {

/// Everything the child needs, made before the fork: after it only async-signal-safe calls are
/// allowed.
struct Prepared {
  std::string program;
  std::string folder;
  std::vector<std::string> arguments, environment;
  std::vector<char*> argument_pointers, environment_pointers;
  bool drops_user = false;
  uid_t user = 0;
  gid_t group = 0;
  std::vector<gid_t> groups;
  Streams streams{};
  int death_signal = 0;
  int announce = -1;
  int failure = -1;  ///< where the child writes what went wrong
  pid_t parent = 0;
};

/// What the child could not do, sent through the pipe that a successful exec closes.
struct SpawnFailure {
  enum class Stage { Folder, User, Program } stage;
  int code;
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> merged_environment(std::map<std::string, std::string> ours) {
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    ours.emplace(text.substr(0, equals), text.substr(equals + 1));  // what the command says stays
  }
  std::vector<std::string> result;
  result.reserve(ours.size());
  for (const auto& [name, value] : ours) result.push_back(name + "=" + value);
  return result;
}

/// Looks up the user's ids and groups; HOME and the like follow the user.
void prepare_user(const std::string& name, Prepared& prepared,
                  std::map<std::string, std::string>& environment) {
  const passwd* user = getpwnam(name.c_str());
  if (!user) throw Error(Failure::Config, fmt::format("there is no user \"{}\" here", name));
  environment.emplace("HOME", user->pw_dir);
  environment.emplace("USER", name);
  environment.emplace("LOGNAME", name);
  if (user->pw_uid == geteuid()) return;
  prepared.drops_user = true;
  prepared.user = user->pw_uid;
  prepared.group = user->pw_gid;
  int count = 64;
  prepared.groups.resize(static_cast<std::size_t>(count));
  if (getgrouplist(name.c_str(), prepared.group, prepared.groups.data(), &count) < 0) {
    prepared.groups.resize(static_cast<std::size_t>(count));
    getgrouplist(name.c_str(), prepared.group, prepared.groups.data(), &count);
  }
  prepared.groups.resize(static_cast<std::size_t>(count));
}

Prepared prepare(const Command& command, const Streams& streams, int death_signal) {
  Prepared prepared;
  const std::optional<std::filesystem::path> program = find_program(command.program.string());
  if (!program) {
    throw Error(Failure::Config,
                fmt::format("the program {} was not found", command.program.string()))
        .with_hint("install it, add its folder to PATH, or name it with its full path");
  }
  prepared.program = std::filesystem::absolute(*program).string();
  prepared.folder = command.folder.string();
  prepared.arguments.push_back(command.program.string());
  prepared.arguments.insert(prepared.arguments.end(), command.arguments.begin(),
                            command.arguments.end());
  std::map<std::string, std::string> environment = command.environment;
  if (!command.user.empty()) prepare_user(command.user, prepared, environment);
  prepared.environment = merged_environment(std::move(environment));
  prepared.argument_pointers = pointers(prepared.arguments);
  prepared.environment_pointers = pointers(prepared.environment);
  prepared.streams = streams;
  prepared.death_signal = death_signal;
  prepared.parent = getpid();
  return prepared;
}

[[noreturn]] void give_up(const Prepared& prepared, SpawnFailure::Stage stage) {
  const SpawnFailure failure{stage, errno};
  [[maybe_unused]] const auto written = write(prepared.failure, &failure, sizeof failure);
  _exit(127);
}

void default_signals() {
  for (int number = 1; number < NSIG; ++number) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// Puts the three streams at 0, 1 and 2, also when one of them stands at one of these numbers now.
void place_streams(const Streams& streams) {
  std::array<int, 3> ends{streams.input, streams.output, streams.errors};
  for (int& end : ends) end = fcntl(end, F_DUPFD, 3);
  for (int number = 0; number < 3; ++number) {
    dup2(ends[static_cast<std::size_t>(number)], number);
    close(ends[static_cast<std::size_t>(number)]);
  }
}

/// The child's life between fork and exec.
[[noreturn]] void become(const Prepared& prepared) {
  default_signals();
  setsid();
  if (const pid_t self = getpid(); prepared.announce >= 0) {
    [[maybe_unused]] const auto written = write(prepared.announce, &self, sizeof self);
  }
  place_streams(prepared.streams);
  if (prepared.drops_user && (setgroups(prepared.groups.size(), prepared.groups.data()) != 0 ||
                              setgid(prepared.group) != 0 || setuid(prepared.user) != 0)) {
    give_up(prepared, SpawnFailure::Stage::User);
  }
  if (!prepared.folder.empty() && chdir(prepared.folder.c_str()) != 0) {
    give_up(prepared, SpawnFailure::Stage::Folder);
  }
  // After setuid, which clears it. Our parent may have died before this call: then nobody would
  // tell us.
  prctl(PR_SET_PDEATHSIG, prepared.death_signal);
  if (getppid() != prepared.parent) _exit(127);
  execve(prepared.program.c_str(), prepared.argument_pointers.data(),
         prepared.environment_pointers.data());
  give_up(prepared, SpawnFailure::Stage::Program);
}

[[noreturn]] void report(const SpawnFailure& failure, const Command& command) {
  std::string what;
  switch (failure.stage) {
    case SpawnFailure::Stage::Folder:
      what = "enter the folder " + command.folder.string();
      break;
    case SpawnFailure::Stage::User:
      what = "become the user " + command.user;
      break;
    case SpawnFailure::Stage::Program:
      what = "run " + command.program.string();
      break;
  }
  throw Error(Failure::Config, fmt::format("cannot {}: {}", what, std::strerror(failure.code)));
}

/// fork(2) with all signals held back, so that no handler of ours ever runs in the child.
pid_t quiet_fork(const Prepared& prepared) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = fork();
  if (pid == 0) become(prepared);
  const int code = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (pid < 0) {
    throw Error(Failure::Config, fmt::format("cannot start a process: {}", std::strerror(code)));
  }
  return pid;
}

}  // namespace

int spawn(const Command& command, const Streams& streams, int death_signal, int announce) {
  Prepared prepared = prepare(command, streams, death_signal);
  Pipe failures = Pipe::make();
  // Above 2, so that place_streams() does not close it.
  failures.write_end = OwnedDescriptor(fcntl(failures.write_end.get(), F_DUPFD_CLOEXEC, 3));
  prepared.failure = failures.write_end.get();
  prepared.announce = announce;
  const pid_t pid = quiet_fork(prepared);
  failures.write_end
      .reset();  // the child's copy is the last one: exec closes it, and we read the end

  SpawnFailure failure{};
  ssize_t got = 0;
  do {
    got = read(failures.read_end.get(), &failure, sizeof failure);
  } while (got < 0 && errno == EINTR);
  if (got == sizeof failure) {
    waitpid(pid, nullptr, 0);
    report(failure, command);
  }
  return pid;
}

int exit_status(int wait_status) {
  return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

OwnedDescriptor& OwnedDescriptor::operator=(OwnedDescriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

void OwnedDescriptor::reset() {
  if (number_ >= 0) close(std::exchange(number_, -1));
}

Pipe Pipe::make() {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw Error(Failure::Config, fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  }
  return {OwnedDescriptor(ends[0]), OwnedDescriptor(ends[1])};
}

}  // namespace syncline
