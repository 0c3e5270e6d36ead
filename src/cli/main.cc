#include <unistd.h>

#include <cstdio>

#include "base/crew.h"
#include "base/interrupt.h"
#include "cli/run.h"

int main(int count, char** words) {
  syncline::catch_interrupts();
  const int code = syncline::run_program(count, words);
  if (!syncline::jobs_left_behind()) return code;
  std::fflush(nullptr);
  _exit(code);
}
