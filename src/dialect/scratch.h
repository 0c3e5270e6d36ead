// A place that makes throw-away databases, where SQL is elaborated and plans are proved.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "dialect/session.h"

namespace syncline {

struct ScratchOptions {
  std::string url;       ///< a server to use instead of a private one; empty: private
  int wanted_major = 0;  ///< of the server that is compared with; 0: the newest found
};

/// An empty database that other programs can open as well.
struct SharedScratch {
  std::shared_ptr<void> place;  ///< gone with the last that holds it
  std::unique_ptr<Session> session;
  std::string url;  ///< may hold a password: never into an argument of a process
};

class Scratch {
 public:
  virtual ~Scratch() = default;

  virtual const ServerInfo& server() const = 0;

  /// An empty database of its own; it is gone when the session is.
  virtual std::unique_ptr<Session> empty() = 0;

  virtual SharedScratch shared() = 0;

  /// A database in the state that `fill` leaves. It is kept under `key` (a content hash), so that
  /// the next one with this key is a copy and `fill` does not run.
  virtual std::unique_ptr<Session> filled(const std::string& key,
                                          const std::function<void(Session&)>& fill) = 0;
};

}  // namespace syncline
