// What the watcher says: a screen for people after each save, events for programs.
#pragma once

#include "watch/watcher.h"

namespace syncline {

class WatchEvents {
 public:
  explicit WatchEvents(bool json) : json_(json) {}
  WatchListener listener() const;

 private:
  const bool json_;
};

}  // namespace syncline
