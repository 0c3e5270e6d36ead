#include "deploy/stage.h"

#include "deploy/stage_run.h"

namespace syncline {

StageResult run_stage(const StagePlace& place, const StageRequest& request,
                      const StageEvents& events) {
  return StageRun(place, request, events).from_the_beginning();
}

StageResult resume_stage(const StagePlace& place, const StageRequest& request,
                         const StageEvents& events, Deployment record) {
  return StageRun(place, request, events).go_on(std::move(record));
}

}  // namespace syncline
