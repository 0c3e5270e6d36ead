#include "base/interrupt.h"
#include "cli/run.h"

int main(int count, char** words) {
  syncline::catch_interrupts();
  return syncline::run_program(count, words);
}
