// A live database: its session, its ledger, and what is known of its schema without asking twice.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "env/elaborate.h"
#include "env/migrations.h"
#include "migrate/ledger.h"

namespace syncline {

class Database {
 public:
  /// Connects. `what` is how people know it: "env:staging", or the url without its password. Throws
  /// Error(Config) when the url is of another dialect than the workshop.
  Database(Workshop& workshop, const std::string& url, std::string what,
           const ConnectOptions& options);

  const std::string& what() const { return what_; }
  Session& session() { return *session_; }
  Ledger& ledger() { return ledger_; }

  /// What the ledger says; read once.
  const std::vector<Applied>& applied();
  RevisionSet applied_set();

  /// The fingerprint of the schema. While the stamp that the ledger keeps still holds, nothing is
  /// read; else the catalog is, and the ledger gets the new stamp when it was right about the
  /// fingerprint.
  const std::string& fingerprint();
  const Catalog& catalog();
  /// Catalog, ground and fingerprint together; reads what was not read yet.
  Loaded loaded();
  /// Objects that no kind of ours reads. Kept beside the fingerprint, so that they are not silent
  /// only because nothing was read.
  const std::vector<Unmanaged>& unmanaged();

  /// The schema is `fingerprint()` and that is right: the ledger may say so.
  void set_verified();
  /// The schema was changed: forget what was read.
  void forget();

 private:
  void read();
  std::string stamp();
  std::string unmanaged_key(const std::string& stamp) const;

  Workshop& workshop_;
  std::string what_;
  std::unique_ptr<Session> session_;
  Ledger ledger_;
  std::optional<std::vector<Applied>> applied_;
  std::optional<Catalog> catalog_;
  std::optional<std::vector<Unmanaged>> unmanaged_;
  std::string fingerprint_;
  std::string stamp_;  ///< taken before the catalog was read
};

/// Throws Error(Input) for revisions that the ledger names and that have no file, Error(Refused)
/// for files that say something else than when they were applied. Returns notes about harmless
/// edits: only blanks and comments, or another name.
std::vector<std::string> check_files(const History& history, Database& database,
                                     const Syntax& syntax);

}  // namespace syncline
