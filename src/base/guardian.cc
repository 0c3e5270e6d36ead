#include "base/guardian.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/error.h"

namespace syncline {

namespace {

/// After fork(2) in a program of several threads: nothing but async-signal-safe calls. All signals
/// are still held back, so that only SIGKILL ends it.
[[noreturn]] void stand_guard(int lifeline) {
  setsid();  // a signal to our group is not for it
  dup2(lifeline, 0);
  close_range(1, ~0U, 0);  // our locks and pipes are not held by it
  pid_t group = 0, got = 0;
  ssize_t size = 0;
  while ((size = read(0, &got, sizeof got)) != 0) {
    if (size == sizeof got) group = got;
    if (size < 0 && errno != EINTR) break;
  }
  if (group > 0) kill(-group, SIGKILL);
  _exit(0);
}

}  // namespace

Guardian::Guardian() {
  Pipe pipe = Pipe::make();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_ = fork();
  const int code = errno;
  if (pid_ == 0) stand_guard(pipe.read_end.get());
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (pid_ < 0) {
    throw Error(Failure::Config, fmt::format("cannot start a process: {}", std::strerror(code)));
  }
  lifeline_ = std::move(pipe.write_end);
}

Guardian::~Guardian() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

}  // namespace syncline
