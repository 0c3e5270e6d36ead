// What a run of revisions says while it runs: lines and a bar for people, events for programs.
#pragma once

#include <mutex>
#include <string>

#include "cli/progress.h"
#include "env/upgrade.h"

namespace syncline {

class UpgradeEvents {
 public:
  explicit UpgradeEvents(bool json) : json_(json) {}

  /// Sets the request's callbacks. What the server builds is asked for only when somebody sees it.
  void listen(UpgradeRequest& request);

  /// Somebody else goes on printing.
  void clear();
  void failed(const Error& error);
  void dry_run(const UpgradeReport& report, const std::string& database, const Session& session);
  void result(const UpgradeReport& report, const std::string& database);

 private:
  void revision(const Progress& at);
  void batch(const Progress& at);
  void waiting(const std::string& holder);
  void building(const Building& at);

  const bool json_;
  std::mutex mutex_;  ///< building() comes from another thread
  ProgressLine line_;
  bool dry_run_ = false;
  Progress at_;  ///< the revision at hand
};

}  // namespace syncline
