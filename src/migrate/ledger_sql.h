// The ledger's tables and what is written into them, as SQL with literals: the same text for the
// run of a revision and for SQL that somebody else will run.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "migrate/records.h"

namespace syncline {

/// Of the tables. A larger one in a database means that a newer program keeps its ledger.
inline constexpr int ledger_version = 1;

/// What the ledger keeps of a revision that was begun; "" when none was.
std::string unfinished_text(const std::optional<Unfinished>& unfinished);

/// Statements without their closing semicolon. Texts are masked and quoted here; a time that is ""
/// becomes the server's clock at the moment when the statement runs.
class LedgerSql {
 public:
  explicit LedgerSql(const Dialect& dialect) : dialect_(dialect) {}

  /// "syncline.state", "syncline_state"
  std::string table(std::string_view name) const;

  /// Harmless when the ledger is there.
  std::vector<std::string> create() const;
  /// The table of deployments, which is no part of create(): the first deployment makes it.
  std::string create_deployments() const;

  std::string add(const Applied& revision) const;
  std::string remove(std::string_view revision) const;
  /// For a file that was edited or renamed after it was applied: what the row says of its file.
  std::string set_file(std::string_view revision, const Applied& as) const;
  /// The row of the last of `revisions` becomes that of `one`, but for when and by whom it was
  /// applied; the rows of the others go.
  std::vector<std::string> replace(const std::vector<std::string>& revisions,
                                   const Applied& one) const;
  std::string set_fingerprint(std::string_view revision, std::string_view fingerprint) const;
  /// As few statements as a message of reasonable size allows; none for no entries. Either all have
  /// their numbers or none has.
  std::vector<std::string> journal(std::span<const JournalEntry> entries) const;

  std::string set_state(std::string_view name, std::string_view value) const;
  /// An upgrade begins with this revision: see runs.h.
  std::string begin_run(std::string_view revision) const;
  std::string set_unfinished(const std::optional<Unfinished>& unfinished) const;

  /// A deployment's row, in place of what it said before. Its record is masked already, and must
  /// stay what it is: JSON.
  std::string save_deployment(const DeploymentRow& row) const;

  /// In place of whoever had it.
  std::string take_lease(const Lease& lease, LeasePlace place = LeasePlace::Run) const;
  std::string keep_lease(std::string_view owner) const;
  std::string drop_lease(std::string_view owner) const;

 private:
  std::string text(std::string_view value) const;
  std::string time(std::string_view value) const;
  std::string row(std::int64_t number, const JournalEntry& entry) const;
  std::string insert(const std::string& rows, bool numbered) const;

  const Dialect& dialect_;
};

}  // namespace syncline
