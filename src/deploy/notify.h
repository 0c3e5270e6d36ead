// Whoever wants to know how a deployment ended.
#pragma once

#include <functional>
#include <string>

#include "deploy/record.h"
#include "env/project.h"

namespace syncline {

/// Runs the commands of [deploy] notify with the record as JSON on their input, and
/// SYNCLINE_DEPLOYMENT, SYNCLINE_ENVIRONMENT and SYNCLINE_STATE as variables. One that fails is
/// told of, and is no error; nor is Ctrl-C, which ends the telling. Each has a minute.
void notify(const Project& project, const Deployment& deployment,
            const std::function<void(const std::string&)>& tell);

}  // namespace syncline
