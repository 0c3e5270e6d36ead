// What is wrong with a project's files: as text for people and as Data for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/output.h"
#include "env/validate.h"

namespace syncline {

/// "schema/a.sql:3:7", as seen from the working directory.
std::string place_text(Place place);

/// A line each, with what is known and what to do below it.
std::string findings_text(const std::vector<Finding>& findings);
Data findings_data(const std::vector<Finding>& findings);

}  // namespace syncline
