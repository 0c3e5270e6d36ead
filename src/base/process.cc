#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/guardian.h"
#include "base/interrupt.h"
#include "base/spawn.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

/// While it lives, writing to a pipe that nobody reads gives EPIPE in this thread, not the end of
/// it.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoPipeSignal() {
    const timespec now{};
    while (sigtimedwait(&pipe_, nullptr, &now) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  sigset_t pipe_, before_;
};

void set_nonblocking(int descriptor) { fcntl(descriptor, F_SETFL, O_NONBLOCK); }

bool try_again() { return errno == EAGAIN || errno == EINTR; }

/// What a child writes: all of it, or its end.
struct Collected {
  std::string text;
  std::size_t most = 0;  ///< 0: all
  bool cut = false;

  void add(std::string_view more) {
    text += more;
    if (most != 0 && text.size() > 2 * most) shorten();  // not at every read: it moves what is kept
  }
  void shorten() {
    if (most == 0 || text.size() <= most) return;
    text.erase(0, text.size() - most);
    cut = true;
  }
};

/// Reads what is there; closes the descriptor at its end.
void drain(OwnedDescriptor& from, Collected& into) {
  std::array<char, 65536> buffer;
  while (from.open()) {
    const ssize_t got = read(from.get(), buffer.data(), buffer.size());
    if (got > 0) {
      into.add({buffer.data(), static_cast<std::size_t>(got)});
    } else {
      if (got == 0 || !try_again()) from.reset();
      return;
    }
  }
}

/// A child of run() and the pipes to it.
class Running {
 public:
  explicit Running(const Command& command)
      : rest_(command.input),
        leaves_nothing_(command.leaves_nothing),
        text_{{}, command.keep_last},
        words_{{}, command.keep_last} {
    Pipe input = Pipe::make(), output = Pipe::make();
    Pipe errors = command.one_stream ? Pipe() : Pipe::make();
    if (command.timeout.count() > 0) deadline_ = Clock::now() + command.timeout;
    const Pipe& second = command.one_stream ? output : errors;
    if (command.guarded || leaves_nothing_) guardian_.emplace();
    pid_ = spawn(command, {input.read_end.get(), output.write_end.get(), second.write_end.get()},
                 SIGKILL, guardian_ ? guardian_->announce() : -1);
    input_ = std::move(input.write_end);
    output_ = std::move(output.read_end);
    errors_ = std::move(errors.read_end);
    for (const OwnedDescriptor* end : {&input_, &output_, &errors_}) set_nonblocking(end->get());
  }

  ~Running() {
    if (pid_ > 0) kill_all();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  Outcome to_the_end() {
    const NoPipeSignal no_pipe_signal;
    while (pid_ > 0) {
      exchange();
      if (deadline_ && pid_ > 0 && Clock::now() >= *deadline_) {
        kill_all();
        outcome_.timed_out = true;
      }
    }
    // A grandchild may hold the pipes open for ever: what the child wrote is there by now.
    drain(output_, text_);
    drain(errors_, words_);
    for (Collected* one : {&text_, &words_}) one->shorten();
    outcome_.cut = text_.cut || words_.cut;
    outcome_.output = std::move(text_.text);
    outcome_.errors = std::move(words_.text);
    return std::move(outcome_);
  }

 private:
  /// Waits until a pipe is ready, moves bytes, and looks whether the child has ended.
  void exchange() {
    if (rest_.empty()) input_.reset();
    std::array<pollfd, 4> all{pollfd{interrupt_descriptor(), POLLIN, 0},
                              pollfd{input_.get(), POLLOUT, 0}, pollfd{output_.get(), POLLIN, 0},
                              pollfd{errors_.get(), POLLIN, 0}};
    poll(all.data(), all.size(), patience());
    throw_if_interrupted();
    if (all[1].revents != 0) feed();
    if (all[2].revents != 0) drain(output_, text_);
    if (all[3].revents != 0) drain(errors_, words_);
    reap(WNOHANG);
  }

  void feed() {
    const ssize_t put = write(input_.get(), rest_.data(), rest_.size());
    if (put > 0) {
      rest_.remove_prefix(static_cast<std::size_t>(put));
    } else if (!try_again()) {
      rest_ = {};  // the child reads no more: its good right
    }
  }

  /// Milliseconds until we look again without being woken. Short at first when both outputs are
  /// closed, for then nothing but the child's end is awaited.
  int patience() {
    const bool closed = !output_.open() && !errors_.open();
    const int idle = closed ? std::exchange(idle_, std::min(idle_ * 2, 50)) : 50;
    if (!deadline_) return idle;
    const auto left = std::chrono::ceil<milliseconds>(*deadline_ - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, idle));
  }

  void reap(int options) {
    if (leaves_nothing_ && !end_group_of_the_dead(options)) return;
    int status = 0;
    if (waitpid(pid_, &status, options) == pid_) {
      outcome_.status = exit_status(status);
      pid_ = -1;
    }
  }

  /// Before the child is reaped, so that the id of its group is nobody else's. False: it lives.
  bool end_group_of_the_dead(int options) const {
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT | options) != 0)
      return true;
    if (info.si_pid == 0) return false;
    kill(-pid_, SIGKILL);
    return true;
  }

  /// The child and, as it leads a group of its own, what it has started.
  void kill_all() {
    kill(-pid_, SIGKILL);
    while (pid_ > 0) reap(0);
  }

  std::string_view rest_;  ///< of the input
  bool leaves_nothing_;
  Collected text_, words_;
  std::optional<Clock::time_point> deadline_;
  int pid_ = -1;
  std::optional<Guardian> guardian_;
  OwnedDescriptor input_, output_, errors_;
  Outcome outcome_;
  int idle_ = 1;
};

bool executable(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored) && access(path.c_str(), X_OK) == 0;
}

}  // namespace

Outcome run(const Command& command) {
  throw_if_interrupted();  // nothing is begun after Ctrl-C
  return Running(command).to_the_end();
}

struct Child::State {
  int pid;
  int death_signal;
  std::optional<int> status;

  /// Looks whether it has ended. What is left of its group is ended too, before its id may be
  /// reused.
  void look() {
    siginfo_t info{};
    if (status || waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        info.si_pid == 0) {
      return;
    }
    kill(-pid, SIGKILL);
    int wait_status = 0;
    waitpid(pid, &wait_status, 0);
    status = exit_status(wait_status);
  }

  bool wait_until(Clock::time_point deadline) {
    milliseconds pause{1};
    for (look(); !status && Clock::now() < deadline; look()) {
      const timespec time{0, static_cast<long>(pause.count()) * 1'000'000};
      nanosleep(&time, nullptr);
      pause = std::min(pause * 2, milliseconds(10));
    }
    return status.has_value();
  }
};

Child::Child(const Command& command, const fs::path& log, int death_signal) {
  const OwnedDescriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  const OwnedDescriptor output(
      open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666));
  if (!output.open()) {
    const std::error_code code(errno, std::generic_category());
    throw Error(Failure::Config, "cannot write " + log.string() + ": " + code.message());
  }
  const int pid = spawn(command, {nothing.get(), output.get(), output.get()}, death_signal);
  state_ = std::make_unique<State>(State{pid, death_signal, {}});
}

Child::~Child() { stop(); }

int Child::pid() const { return state_->pid; }

std::optional<int> Child::exited() {
  state_->look();
  return state_->status;
}

void Child::stop() {
  state_->look();
  if (state_->status) return;
  kill(state_->pid, state_->death_signal);
  if (state_->wait_until(Clock::now() + std::chrono::seconds(10))) return;
  kill(-state_->pid, SIGKILL);
  state_->wait_until(Clock::time_point::max());
}

std::optional<fs::path> find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (executable(name)) return name;
    return std::nullopt;
  }
  const char* path = std::getenv("PATH");
  for (const std::string& folder : split(path ? path : "/usr/local/bin:/usr/bin:/bin", ':')) {
    const fs::path candidate = fs::path(folder.empty() ? "." : folder) / name;
    if (!name.empty() && executable(candidate)) return candidate;
  }
  return std::nullopt;
}

}  // namespace syncline
