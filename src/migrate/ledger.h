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

class Ledger {
 public:
  Ledger(Session& session, const Dialect& dialect) : session_(session), dialect_(dialect) {}

  bool exists();
  void create();  ///< harmless when it exists; refuses a ledger written by a newer version of ours

  std::vector<Applied> applied();  ///< in order of application; {} when there is no ledger
  std::optional<Verified> verified();

  /// These are meant to run inside the transaction of what they record.
  void add(const Applied& revision);
  void remove(const std::string& revision);
  void journal(const std::string& revision, Direction direction, int section, int statement,
               const std::string& sql, double milliseconds);
  void set_verified(const std::string& revision, const Verified& verified);

 private:
  std::string table(std::string_view name) const;
  Session& session_;
  const Dialect& dialect_;
};

}  // namespace syncline
