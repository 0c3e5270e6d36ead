// Changes, hazards and steps: as text for people and as Data for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/output.h"
#include "env/compared.h"

namespace syncline {

/// One line per object, and below it what differs: "type: integer → bigint". What stands below an
/// object that is new or gone is counted, not listed.
std::string changes_text(const std::vector<Change>& changes);
Data changes_data(const std::vector<Change>& changes);

/// Like plan_text, with the dangers painted.
std::string hazards_text(const std::vector<Hazard>& hazards);
Data steps_data(const Plan& plan);

/// "2 policies, 1 publication are not managed yet"; "" when there are none.
std::string unmanaged_text(std::span<const Unmanaged> unmanaged);
Data unmanaged_data(std::span<const Unmanaged> unmanaged);

/// Notes to stderr, each once.
void print_notes(const std::vector<std::string>& notes);

}  // namespace syncline
