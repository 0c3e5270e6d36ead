// Several jobs at once under one deadline: what hangs is left behind and does not hold the rest.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace syncline {

class Crew {
 public:
  /// Begins at once, with `most` jobs at the same time, each in a thread; when none of them ends
  /// for a while, so many more are begun, for those may hang. A job must own (by value or shared
  /// pointer) all that it uses, and must not throw: one that hangs, in a name that does not resolve
  /// for example, goes on while the caller does, until the process ends.
  explicit Crew(std::vector<std::function<void()>> jobs, std::size_t most = 16);
  ~Crew();  ///< begins no more jobs, and waits for none
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Until all have ended or `patience` is over, counted from the beginning. Tells which have
  /// ended. Throws Interrupted when a signal arrives.
  std::vector<bool> wait(std::chrono::milliseconds patience);

 private:
  struct Board;
  void begin(std::size_t threads);
  std::shared_ptr<Board> board_;
  const std::size_t most_;
};

/// Whether a job was left behind that has not ended yet. Then the process must end by _exit(2):
/// nobody may take down what that job uses.
bool jobs_left_behind();

}  // namespace syncline
