// The tables in a database that say which revisions are applied, and the journal of how.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "migrate/ledger_sql.h"
#include "migrate/records.h"

namespace syncline {

/// Which entries of the journal are wanted.
struct JournalQuery {
  std::optional<std::string> revision = {};  ///< only about this one
  std::size_t limit = 0;                     ///< the newest so many; 0: all
};

/// Which deployments are wanted.
struct DeploymentQuery {
  std::optional<std::string> environment = {};  ///< to this one: a copied ledger has others as well
  std::size_t limit = 0;                        ///< the newest so many; 0: all
  bool records = true;                          ///< false: without DeploymentRow::record
};

/// The journal in numbers. A run is one attempt at one revision, up or down.
struct JournalNumbers {
  std::int64_t runs = 0, failures = 0;
  double seconds = 0;                      ///< that all statements took
  double last_seconds = 0;                 ///< those of the revision that ran last
  std::string last_success, last_failure;  ///< when; "" for never
};

/// Every member that reads or creates throws Error(Refused) for a ledger made by a newer version of
/// ours.
class Ledger {
 public:
  Ledger(Session& session, const Dialect& dialect)
      : session_(session), dialect_(dialect), sql_(dialect) {}

  bool exists();
  /// Harmless when it exists. Makes its own transaction: call it outside of one.
  void create();

  std::vector<Applied> applied();  ///< in order of application; {} when there is no ledger
  /// Whether anything was ever written into it about revisions.
  bool used();
  bool has(const std::string& revision);
  std::vector<JournalEntry> journal(const JournalQuery& query);  ///< the oldest first
  JournalNumbers journal_numbers();
  /// The highest numbers that are in use, for one who holds the lock and counts on by himself.
  struct Numbers {
    std::int64_t entry = 0, position = 0;
  };
  Numbers last_numbers();
  std::optional<Verified> verified();
  /// What somebody keeps in the ledger under a name of his own; nothing when there is none.
  std::optional<std::string> state(std::string_view name);
  std::optional<Unfinished> unfinished();
  /// Nothing also when there is no ledger yet.
  std::optional<Lease> lease(LeasePlace place = LeasePlace::Run);

  /// The newest first; {} also where nothing was ever deployed.
  std::vector<DeploymentRow> deployments(const DeploymentQuery& query = {});
  /// How many there are to this environment, by the word for their state.
  std::map<std::string, std::int64_t> deployment_counts(const std::string& environment);
  /// Makes what is missing of the ledger; call it outside of a transaction then.
  void save_deployment(const DeploymentRow& row);

  /// These are meant to run inside the transaction of what they record.
  void add(const Applied& revision);
  void remove(const std::string& revision);
  void set_file(const std::string& revision, const Applied& as);
  void record(const std::vector<JournalEntry>& entries);
  void set_unfinished(const std::optional<Unfinished>& unfinished);
  void set_verified(const std::string& revision, const Verified& verified);

  /// The same as text, for who runs it together with other statements.
  const LedgerSql& sql() const { return sql_; }

 private:
  void check_version(const Rows& found) const;
  bool has_table(std::string_view name);
  Session& session_;
  const Dialect& dialect_;
  LedgerSql sql_;
  bool known_ = false;  ///< to exist
};

}  // namespace syncline
