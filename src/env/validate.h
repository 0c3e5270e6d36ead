// Whether the project's own files are right: revisions, their graph, HEAD, models.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "env/migrations.h"

namespace syncline {

/// One thing that is wrong, and where.
struct Finding {
  std::string check;     ///< "file", "graph", "head", "up", "down" or "models"
  std::string revision;  ///< empty: of none alone
  Place place;
  std::string message, detail, hint;
};

struct ValidateReport {
  std::vector<Finding> findings;
  std::size_t checked = 0;           ///< revisions whose up and down ran
  std::vector<std::string> one_way;  ///< revisions without a down section
  std::vector<std::string> notes;
};

/// Looks at every file by itself, then at the graph, at HEAD, at the models, and runs every up and
/// every down on scratch databases: after its down the schema must be what it was before its up.
/// With `only` (a revision as resolve() knows it) just this one's up and down run. `progress` is
/// called before each revision. What was found right once is kept, and not run again.
ValidateReport validate(const Project& project, Workshop& workshop, const std::string& only,
                        const std::function<void(const Revision&)>& progress);

}  // namespace syncline
