// Whether ledger, journal and schema tell one story.
#pragma once

#include <string>
#include <vector>

#include "faults/history.h"

namespace syncline::testing {

/// What the test expects of an upgrade, from a run without faults.
struct Reference {
  const Dialect* dialect = nullptr;
  std::vector<HistoryStatement> statements;
  std::vector<State> states;  ///< between them
  std::string dump;           ///< of the database at the end, by a program that is not ours
};

/// The ledger, read by SQL of the test's own.
struct Facts {
  struct Entry {
    std::string revision, outcome;
    int section = 0, statement = 0;
  };
  std::vector<std::string> revisions;  ///< that are applied, in order
  std::vector<Entry> journal;
  std::string unfinished;  ///< the mark of a revision that was begun
};
Facts facts_of(Session& session, const Dialect& dialect);

/// How far an upgrade came.
struct Standing {
  std::size_t revisions = 0;   ///< in the ledger
  std::size_t statements = 0;  ///< done, by the journal
  bool in_part = false;        ///< a revision is begun and not finished
  std::string problem;         ///< where the stories differ; "": nowhere
};
Standing standing_of(Session& session, const Reference& reference);

}  // namespace syncline::testing
