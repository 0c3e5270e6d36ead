// A squash takes the place of what it replaced in a database's ledger.
#pragma once

#include <string>
#include <vector>

#include "migrate/history.h"
#include "migrate/ledger.h"

namespace syncline {

/// Of every squash all of whose revisions are in the ledger, in the order of
/// completed_squashes(): one row in place of theirs, which says how it came, and an entry in the
/// journal; then the statements `in_step`. Whoever does it second changes nothing. Returns whether
/// the ledger was changed. Throws Error(Refused) when a row was written for another text than the
/// squash replaced.
bool settle_squashes(Session& session, const Dialect& dialect, const History& history,
                     const std::string& who, const std::vector<std::string>& in_step = {});

/// Whether a revision that was to be applied is there by now, under its own id or under that of a
/// squash that took its place. Throws Error(Refused) for a squash when some of what it replaces
/// came meanwhile.
bool already_applied(const Revision& revision, const RevisionSet& applied);

}  // namespace syncline
