// The ledger told what is applied, without running anything: only what the schema proves.
#pragma once

#include <string>
#include <vector>

#include "env/compared.h"
#include "env/database.h"
#include "env/migrations.h"

namespace syncline {

struct StampRequest {
  std::vector<std::string> targets;  ///< revisions; their lineages together are applied afterwards
  How how = How::Stamped;            ///< what the ledger says of them
  bool force = false;  ///< also when the schema is another: the ledger then says that it was forced
  bool purge = false;  ///< forget what the ledger said, also of revisions without a file
};

struct StampReport {
  std::vector<std::string> added, removed;  ///< of the ledger
  std::vector<std::string> at;              ///< the revisions that nothing applied stands on
  Comparison found;                         ///< of the schema that they make, and the database's
  bool verified() const { return found.equal(); }
  std::vector<Unmanaged> unmanaged;  ///< what could not be compared
};

/// Throws Error(Refused), with what differs and the ways out, when the database's schema is not
/// what the revisions make; Error(Input) for a ledger that names revisions without a file, unless
/// purged.
StampReport stamp(Migrations& migrations, Database& database, const StampRequest& request);

}  // namespace syncline
