// A deployment as it is seen while it runs: lines for people, events for programs.
#pragma once

#include <memory>

#include "cli/upgrade_events.h"
#include "deploy/stage.h"

namespace syncline {

class StageView {
 public:
  StageView(const Environment& environment, bool json);
  ~StageView();
  StageView(const StageView&) = delete;
  StageView& operator=(const StageView&) = delete;

  /// Sets what is to be heard; who asks and confirms is not set.
  void listen(StageEvents& events);
  /// At its end.
  void result(const StageResult& result, const std::string& database);

 private:
  void looked(const Preflight& found);
  void previewed(const Preview& preview);
  void step(const RecordedStep& step);

  const Environment& environment_;
  const bool json_;
  UpgradeEvents revisions_;
  std::unique_ptr<class BackupProgress> saving_;
};

}  // namespace syncline
