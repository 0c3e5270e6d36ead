// A development database begun anew: dropped, made, replayed, seeded.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "env/database.h"
#include "env/project.h"
#include "env/upgrade.h"

namespace syncline {

struct ResetRequest {
  std::string url, what;  ///< of the database; the caller has asked the guard
  bool seed = true;       ///< run [reset] seed at the end, when there is one
  std::function<void(Database&)> before = [](Database&) {};  ///< right before all is dropped
  UpgradeRequest upgrade = {};
};

struct ResetReport {
  bool renewed = false;  ///< the database was made anew; else it was emptied within the scope
  std::vector<std::string> revisions;  ///< that ran
  bool synced = false;                 ///< there are no revisions: it was made from the models
  std::size_t seeded = 0;              ///< statements of the seed file
  bool verified = false;
};

/// Everything in the database is gone afterwards but what revisions (or, where there are none, the
/// models) and the seed make. With a [scope], and where the user may not drop the database, only
/// what is in scope goes, and the ledger's rows. Waits for another run to end. Throws Error(Input)
/// with the place in the seed file, which runs in one transaction.
ResetReport reset(const Project& project, Workshop& workshop, const ResetRequest& request);

}  // namespace syncline
