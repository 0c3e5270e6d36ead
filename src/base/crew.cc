#include "base/crew.h"

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "base/interrupt.h"
#include "base/spawn.h"

namespace syncline {

namespace {

std::atomic<int> running{0};

}  // namespace

/// What the threads and the caller share; it outlives whoever ends first.
struct Crew::Board {
  const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  std::mutex mutex;
  std::vector<std::function<void()>> jobs;
  std::vector<bool> done;
  std::size_t next = 0, finished = 0;
  bool closed = false;  ///< nothing more is begun
  Pipe bell = Pipe::make();

  void work() {
    while (true) {
      std::size_t mine = 0;
      {
        const std::lock_guard lock(mutex);
        if (closed || next == jobs.size()) return;
        mine = next++;
      }
      jobs[mine]();
      jobs[mine] = nullptr;  // what it owns goes here, not with whoever ends last
      const std::lock_guard lock(mutex);
      done[mine] = true;
      if (++finished == jobs.size()) bell.write_end.reset();
    }
  }
};

Crew::Crew(std::vector<std::function<void()>> jobs, std::size_t most)
    : board_(std::make_shared<Board>()), most_(most) {
  board_->jobs = std::move(jobs);
  board_->done.resize(board_->jobs.size());
  if (board_->jobs.empty()) board_->bell.write_end.reset();
  begin(std::min(most_, board_->jobs.size()));
}

void Crew::begin(std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) {
    ++running;
    std::thread([board = board_] {
      board->work();
      --running;
    }).detach();
  }
}

Crew::~Crew() {
  const std::lock_guard lock(board_->mutex);
  board_->closed = true;
}

std::vector<bool> Crew::wait(std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  constexpr std::int64_t tick = 250;
  const Clock::time_point deadline = board_->start + patience;
  std::size_t finished = 0;
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd watched[] = {{board_->bell.read_end.get(), POLLIN, 0},
                        {interrupt_descriptor(), POLLIN, 0}};
    poll(watched, 2, static_cast<int>(std::clamp<std::int64_t>(left, 0, tick)));
    throw_if_interrupted();
    if (left <= 0 || watched[0].revents != 0) break;
    const std::lock_guard lock(board_->mutex);
    if (board_->finished == finished) begin(std::min(most_, board_->jobs.size() - board_->next));
    finished = board_->finished;
  }
  const std::lock_guard lock(board_->mutex);
  return board_->done;
}

bool jobs_left_behind() { return running > 0; }

}  // namespace syncline
