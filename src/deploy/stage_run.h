// A deployment to one environment at work; see stage.h for what it promises.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deploy/deployment_lease.h"
#include "deploy/stage.h"
#include "deploy/stage_log.h"

namespace syncline {

struct StageStep;

class StageRun {
 public:
  StageRun(const StagePlace& place, const StageRequest& request, const StageEvents& events);

  StageResult from_the_beginning();
  StageResult go_on(Deployment record);

  // For the steps.
  const StagePlace& place() const { return place_; }
  const StageRequest& request() const { return request_; }
  const StageEvents& events() const { return events_; }
  const StageSettings& settings() const { return place_.environment.stage; }
  Deployment& record() { return log_.record(); }
  const Deployment& record() const { return log_.record(); }
  bool backs_up() const;
  /// Connected: a connection that was lost is made anew, within half a minute; when that was in
  /// vain, the next time is one attempt.
  Database& database();
  /// For commands.
  std::map<std::string, std::string> variables(std::string_view step) const;

 private:
  void look();
  void refuse_findings() const;
  bool nothing_to_do() const;
  bool is_done(std::string_view step, const std::string& what) const;
  Preview preview();
  void begin();
  void close_others();
  StageResult carry_out();
  StageResult work();
  bool one_step(const StageStep& step, std::size_t item, const std::string& what);
  StageResult finish(DeploymentState state);

  // When a step has failed.
  Error stopped(Error error);
  void take_back();
  std::string where();

  const StagePlace& place_;
  const StageRequest& request_;
  const StageEvents& events_;
  std::unique_ptr<Database> database_;
  std::chrono::seconds patience_{30};  ///< for a lost connection to come back
  Preflight looked_;
  std::vector<std::string> from_;  ///< what was applied when it was looked at
  StageLog log_;
  std::unique_ptr<DeploymentLease> lease_;  // after what it uses
};

}  // namespace syncline
