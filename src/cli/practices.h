// What the models had better not do: found, as text for people and as Data for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "cli/output.h"
#include "lint/practice.h"

namespace syncline {

/// Of the models (where there are none, of the head of the revisions), with the places where they
/// are declared. Throws what reading them throws.
std::vector<PracticeFinding> practices_of(Context& context);

/// Why and how stand once, below what a rule found.
std::string practices_text(const std::vector<PracticeFinding>& findings);
Data practices_data(const std::vector<PracticeFinding>& findings);

}  // namespace syncline
