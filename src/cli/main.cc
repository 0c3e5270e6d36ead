#include <malloc.h>
#include <unistd.h>

#include <cstdio>

#include "base/crew.h"
#include "base/interrupt.h"
#include "cli/run.h"

namespace {

/// A thread's arena of glibc grows by one call to the kernel a page, and keeps what the thread
/// freed from the others. Here a thread reads tens of megabytes and hands them on: one arena for
/// all, that grows by a megabyte, is quicker and a tenth smaller. What one catalog leaves the next
/// one needs at once: given back to the kernel in between, its pages would be cleared again one by
/// one.
void share_memory() {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

}  // namespace

int main(int count, char** words) {
  share_memory();
  syncline::catch_interrupts();
  const int code = syncline::run_program(count, words);
  if (!syncline::jobs_left_behind()) return code;
  std::fflush(nullptr);
  _exit(code);
}
