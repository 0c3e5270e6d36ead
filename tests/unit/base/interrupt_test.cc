#include "base/interrupt.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <csignal>
#include <cstdlib>

#include "base/error.h"

namespace syncline {
namespace {

bool readable() {
  pollfd signals{interrupt_descriptor(), POLLIN, 0};
  return poll(&signals, 1, 0) == 1;
}

bool sees(int signal) { return interrupted() == signal && readable() == (signal != 0); }

/// The number of the first thing that is not as it should be; 0: none.
int first_wrong() {
  catch_interrupts();
  { const InterruptPostponed nothing_to_postpone; }
  if (!sees(0)) return 1;
  std::raise(SIGINT);
  if (!sees(SIGINT)) return 2;
  {
    const InterruptPostponed last_words;
    if (!sees(0)) return 3;
    std::raise(SIGTERM);  // a second one ends the last words
    if (!sees(SIGTERM)) return 4;
  }
  if (!sees(SIGTERM)) return 5;
  try {
    throw_if_interrupted();
  } catch (const Interrupted& signal) {
    return signal.signal == SIGTERM ? 0 : 6;
  }
  return 7;
}

// In a process of its own: a signal that was noted stays so.
TEST(Interrupt, IsOutOfSightWhileItIsPostponed) {
  EXPECT_EXIT(std::_Exit(first_wrong()), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace syncline
