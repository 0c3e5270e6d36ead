// Ends a child and all that it has started when we die, however that happens.
#pragma once

#include "base/spawn.h"

namespace syncline {

/// PR_SET_PDEATHSIG reaches a child and not what the child has started. A guardian is a small
/// process beside us that waits for our end, also by SIGKILL, and then kills the child's group. It
/// stands there before the child runs: no child is too quick for it.
class Guardian {
 public:
  /// Throws Error(Config) when no process can be started.
  Guardian();
  ~Guardian();  ///< it goes without having killed anything
  Guardian(const Guardian&) = delete;
  Guardian& operator=(const Guardian&) = delete;

  /// For spawn(): whoever is announced here leads the group that is guarded.
  int announce() const { return lifeline_.get(); }

 private:
  int pid_ = -1;
  /// Nobody has this end but us, and the child until it executes: it is closed when we die.
  OwnedDescriptor lifeline_;
};

}  // namespace syncline
