// Deployments as rows of a table, as text, and as Data for programs.
#pragma once

#include <string>

#include "cli/output.h"
#include "cli/table.h"
#include "deploy/deployments.h"

namespace syncline {

/// All of it; `state` is the word that is shown (see shown_state()).
Data deployment_data(const Deployment& deployment, const std::string& state);

/// Under deployment_heading().
TableRow deployment_row(const Deployment& deployment, const std::string& state);
TableRow deployment_heading();

/// "failed", in its colour
std::string painted_state(const std::string& state);
/// "2025-01-31 09:30"
std::string minute_of(const std::string& moment);
/// "41 s", "12 min"; "-" while it is not known.
std::string time_taken(const Deployment& deployment);

/// Its steps and what is to be typed next.
std::string status_text(const EnvironmentDeployments& seen);

}  // namespace syncline
