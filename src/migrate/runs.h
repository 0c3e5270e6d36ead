// Which applied revisions one run of an upgrade applied, as far as the ledger remembers it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/records.h"

namespace syncline {

/// The name in the ledger's table `state`. Its value: the revisions with which runs began, a blank
/// between two, the newest at the end; old ones are forgotten.
inline constexpr std::string_view runs_state = "runs";

/// How many of the last rows the last run has applied; nothing where that is not known: a row came
/// otherwise (stamped, taken over from another tool), or the beginning was forgotten.
std::optional<std::size_t> rows_of_last_run(const std::string& runs,
                                            const std::vector<Applied>& applied);

}  // namespace syncline
