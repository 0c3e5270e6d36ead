// The open revision written anew from the models, in place of one more.
#pragma once

#include <string>

#include "env/generate.h"
#include "env/open_revision.h"

namespace syncline {

struct AmendRequest {
  std::string message = {};  ///< empty: as it was
  bool prove = true;
  bool skip_unreachable = false;     ///< environments that do not answer count as not having it
  bool look_where_published = true;  ///< false: the caller has looked
  Dangers allowed = {};
  const Recipe* models = nullptr;  ///< when the caller has read them already
};

struct AmendReport {
  GenerateReport written;         ///< revision: always; file: empty when it was removed
  std::filesystem::path removed;  ///< nothing differs from its parent any more; its file is gone
};

/// Rewrites the file of the open revision with what leads from its parents to the models; its id,
/// labels and dependencies stay. When nothing is left between them, the file goes. Databases are
/// not touched: see env/follow.h. Throws Error(Refused) when no revision is open or it is
/// published, and as generate() does.
AmendReport amend(const Project& project, Workshop& workshop, Migrations& migrations,
                  const AmendRequest& request);

}  // namespace syncline
