// What a failed revision leaves, in words.
#pragma once

#include <string>

#include "migrate/records.h"
#include "migrate/units.h"

namespace syncline {

/// Where a run stands when something in it fails.
struct Standing {
  const Revision& revision;
  Direction direction;
  const Unit* unit = nullptr;            ///< null: a commit, or the ledger
  const Statement* statement = nullptr;  ///< the one that failed
  std::size_t stay = 0;                  ///< statements of the revision that are committed
  std::size_t done = 0;                  ///< revisions that this run has finished
  bool lost = false;                     ///< the connection is gone
  std::string found = {};                ///< what a statement outside a transaction left
  std::string again = {};                ///< the command that goes on
};

/// The server's words with the place in the file; the hint says what stands where, and how to go
/// on.
Error explained(const Error& error, const Standing& standing);

/// Throws Error(Refused) for the first that waits for a person, or that cannot be taken back.
void require_ways(const std::vector<const Revision*>& revisions, Direction direction);

/// What an earlier run left must be finished first.
Error left_in_part(const Unfinished& unfinished);
/// The statements of it that ran say something else by now.
Error changed_meanwhile(const Unfinished& unfinished, const Revision& revision);
/// Nobody can tell whether this statement ran: somebody must look.
Error cut_off_in(const Statement& statement, const Revision& revision, const std::string& again);

}  // namespace syncline
