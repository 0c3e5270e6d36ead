// Ends a group of processes when we die, however that happens.
#pragma once

#include "base/spawn.h"

namespace syncline {

/// PR_SET_PDEATHSIG reaches a child and not what the child has started. A guardian is a small
/// process beside us that waits for our end, also by SIGKILL, and then kills the child's group.
class Guardian {
 public:
  /// `group`: the id of a process group that a child of ours leads. Throws Error(Config) when no
  /// process can be started.
  explicit Guardian(int group);
  ~Guardian();  ///< it goes without having killed anything
  Guardian(const Guardian&) = delete;
  Guardian& operator=(const Guardian&) = delete;

 private:
  int pid_ = -1;
  OwnedDescriptor lifeline_;  ///< nobody but us has this end: it is closed when we die
};

}  // namespace syncline
