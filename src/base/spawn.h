// Starting a child process: what run() and Child share.
#pragma once

#include "base/process.h"

namespace syncline {

/// Our ends and the child's ends of its three streams; the child's are duplicated onto 0, 1 and 2.
struct Streams {
  int input;
  int output;
  int errors;
};

/// Forks and executes; returns once the program runs. The child leads a session of its own (no
/// terminal, no Ctrl-C from it) and gets `death_signal` when we die. Throws Error(Config) when the
/// program or the user does not exist, or cannot be executed. `announce`: where the child writes
/// its process id, an int, before it executes; -1: nowhere.
int spawn(const Command& command, const Streams& streams, int death_signal, int announce = -1);

/// Exit code, or 128 + signal, from what waitpid(2) gives.
int exit_status(int wait_status);

/// A file descriptor that is closed at the end.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int number = -1) : number_(number) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept;
  ~OwnedDescriptor() { reset(); }
  int get() const { return number_; }
  bool open() const { return number_ >= 0; }
  void reset();

 private:
  int number_;
};

/// Both ends are closed on exec.
struct Pipe {
  OwnedDescriptor read_end, write_end;
  static Pipe make();
};

}  // namespace syncline
