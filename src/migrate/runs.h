// Which applied revisions one run of an upgrade applied: what the ledger remembers of the last
// runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/records.h"

namespace syncline {

/// The name in the ledger's table `state`. Its value is a list of pairs, first and last revision of
/// a run, the newest at the end; old ones are forgotten.
inline constexpr std::string_view runs_state = "runs";

/// `runs` with one more, or with the last one grown: when it began with the same revision.
std::string with_run(const std::string& runs, const std::string& first, const std::string& last);

/// How many of the last rows one run has applied; nothing when that is not known: the last row came
/// otherwise (stamped, by a script, by an older program), or a part of its run was taken back.
std::optional<std::size_t> rows_of_last_run(const std::string& runs,
                                            const std::vector<Applied>& applied);

}  // namespace syncline
