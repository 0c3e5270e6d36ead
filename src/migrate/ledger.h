// The tables in a database that say which revisions are applied, and the journal of how.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "migrate/revision.h"

namespace syncline {

enum class Direction { Up, Down };

struct Applied {
  std::string revision;
  std::string message;
  std::string checksum;     ///< of the file when it was applied
  std::string fingerprint;  ///< of the schema after it, where it was verified; else ""
  std::string applied_at;   ///< ISO 8601, UTC
  std::string applied_by;   ///< user@host
  std::string tool;         ///< "syncline 0.1.0"
};

/// What was last verified of a database: while the stamp is the same, nothing was changed.
struct Verified {
  std::string fingerprint;
  std::string stamp;
};

/// One statement that was run, for the journal.
struct JournalEntry {
  std::string revision;
  Direction direction = Direction::Up;
  int section = 0;    ///< of its direction, from 1
  int statement = 0;  ///< in its section, from 1
  std::string sql;    ///< long ones are cut
  double milliseconds = 0;
  std::string finished_at;  ///< ISO 8601, UTC
  std::string applied_by;   ///< user@host
  std::string tool;
};

/// A revision that needs several transactions, and of which not all are done.
struct Unfinished {
  std::string revision;
  Direction direction = Direction::Up;
  std::size_t statements = 0;  ///< that have run and stay
  std::string checksum;        ///< of the text of these
};

/// Every member that reads or creates throws Error(Refused) for a ledger made by a newer version of
/// ours.
class Ledger {
 public:
  Ledger(Session& session, const Dialect& dialect) : session_(session), dialect_(dialect) {}

  bool exists();
  /// Harmless when it exists. Makes its own transaction: call it outside of one.
  void create();

  std::vector<Applied> applied();  ///< in order of application; {} when there is no ledger
  bool has(const std::string& revision);
  std::optional<Verified> verified();
  std::optional<Unfinished> unfinished();

  /// These are meant to run inside the transaction of what they record.
  void add(const Applied& revision);
  void remove(const std::string& revision);
  void journal(const std::vector<JournalEntry>& entries);
  void set_unfinished(const std::optional<Unfinished>& unfinished);
  void set_verified(const std::string& revision, const Verified& verified);

 private:
  std::string table(std::string_view name) const;
  void check_version(const Rows& found) const;
  void set_state(const std::string& name, const std::string& value);
  Session& session_;
  const Dialect& dialect_;
};

/// This moment as the ledger writes it: "2025-01-31T09:30:00.125Z".
std::string utc_now();

/// "syncline 0.1.0"
std::string tool_name();

}  // namespace syncline
