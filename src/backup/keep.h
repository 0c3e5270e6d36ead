// What revisions drop is put aside before, and given back when they are taken back.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "backup/kept_store.h"
#include "env/database.h"
#include "env/migrations.h"
#include "migrate/alongside.h"

namespace syncline {

/// What one revision drops, by the schemas before and after it.
struct Vanishing {
  TablePath table;
  std::vector<std::string> columns;  ///< empty: the whole table
};
std::vector<Vanishing> vanishing(const std::vector<Change>& changes, const Dialect& dialect);

/// For UpgradeRequest::alongside. Lives as long as the run.
class Keeper {
 public:
  /// `keep`: how long; 0: nothing is put aside, what was is still given back. `tell` hears of what
  /// was done, and of what could not be.
  Keeper(Migrations& migrations, Database& database, std::chrono::seconds keep,
         std::function<void(const std::string&)> tell);

  /// In the revision's own transaction: when it fails nothing was done. Null: there is nothing to
  /// do.
  std::unique_ptr<Alongside> along(const Revision& revision, Direction direction);

 private:
  Migrations& migrations_;
  Database& database_;
  const std::chrono::seconds keep_;
  const std::function<void(const std::string&)> tell_;
  std::optional<RevisionSet> applied_;  ///< before the next revision
};

/// Rows that a revision dropped, back into what its down has made.
std::unique_ptr<Alongside> giving_back(Session& session, const Dialect& dialect,
                                       const std::string& revision,
                                       std::function<void(const std::string&)> tell);

}  // namespace syncline
