// Who holds what a session waits for, seen through a second connection.
#pragma once

#include <memory>
#include <string>

#include "postgres/connection.h"

namespace syncline::postgres {

/// Finding nobody is no error.
class Watcher {
 public:
  explicit Watcher(const Connection& watched) : watched_(watched) {}

  /// Before the watched one waits: connecting may take longer than its patience.
  void get_ready();
  void look();
  const std::string& blockers() const { return blockers_; }  ///< "" when nobody was seen

 private:
  const Connection& watched_;
  std::unique_ptr<Connection> connection_;
  std::string blockers_;
};

}  // namespace syncline::postgres
