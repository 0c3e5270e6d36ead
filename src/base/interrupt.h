// Ctrl-C and SIGTERM as something that waits can look at.
#pragma once

#include <chrono>

namespace syncline {

/// Installs handlers for SIGINT, SIGTERM and SIGHUP. The first signal is only noted; a second one
/// within the same run ends the process at once.
void catch_interrupts();

/// Readable as soon as a signal was noted: put it into every poll(2).
int interrupt_descriptor();

/// The signal that was noted, or 0.
int interrupted();

/// Throws Interrupted when a signal was noted.
void throw_if_interrupted();

/// Sleeps; a signal wakes it at once, and is thrown as Interrupted.
void pause_for(std::chrono::milliseconds time);

/// While it lives, the signal that was noted is out of sight: for the last words of whoever must
/// write down what happened, and bring to an end what must not stay half done. A second signal is
/// noted as a first one: it ends that too.
class InterruptPostponed {
 public:
  InterruptPostponed();
  ~InterruptPostponed();  ///< the signal is noted again
  InterruptPostponed(const InterruptPostponed&) = delete;
  InterruptPostponed& operator=(const InterruptPostponed&) = delete;

 private:
  const int signal_;
};

}  // namespace syncline
