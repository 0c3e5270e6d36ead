#include "base/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <stdexcept>

#include "base/error.h"

namespace syncline {

namespace {

/// What the handler touches: plain numbers only, for a handler may call next to nothing.
std::atomic<int> noted{0};
std::atomic<int> write_end{-1};
static_assert(std::atomic<int>::is_always_lock_free);

int open_pipe() {
  std::array<int, 2> ends;
  if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::runtime_error("no file descriptors are left");
  }
  write_end = ends[1];
  return ends[0];
}

extern "C" void note_signal(int number) {
  int none = 0;
  if (!noted.compare_exchange_strong(none, number)) _exit(128 + number);
  const int saved = errno;
  // The pipe is empty before the first signal, so this cannot fail; only who postpones it reads it,
  // so it stays readable.
  [[maybe_unused]] const auto written = write(write_end, "!", 1);
  errno = saved;
}

}  // namespace

void catch_interrupts() {
  interrupt_descriptor();
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    sigaction(number, nullptr, &action);
    if (action.sa_handler == SIG_IGN) continue;  // nohup
    action = {};
    action.sa_handler = note_signal;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
  }
}

int interrupt_descriptor() {
  static const int read_end = open_pipe();
  return read_end;
}

int interrupted() { return noted; }

InterruptPostponed::InterruptPostponed() : signal_(noted.exchange(0)) {
  char mark = 0;
  if (signal_) [[maybe_unused]]
    const auto taken = read(interrupt_descriptor(), &mark, 1);
}

InterruptPostponed::~InterruptPostponed() {
  int none = 0;
  if (!signal_ || !noted.compare_exchange_strong(none, signal_)) return;
  [[maybe_unused]] const auto written = write(write_end, "!", 1);
}

void throw_if_interrupted() {
  if (const int number = noted) throw Interrupted(number);
}

void pause_for(std::chrono::milliseconds time) {
  pollfd signals{interrupt_descriptor(), POLLIN, 0};
  poll(&signals, 1, static_cast<int>(time.count()));
  throw_if_interrupted();
}

}  // namespace syncline
