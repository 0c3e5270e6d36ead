// A live database: its session, its ledger, and what is known of its schema without asking twice.
#pragma once

#include <future>
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
  const ServerInfo& server() const { return session_->server(); }
  Session& session();
  Ledger& ledger();

  /// Begins to find out applied() and fingerprint(), and unmanaged() as well; or what loaded()
  /// gives: in a thread of its own. Every other member waits for that first, and throws what went
  /// wrong there: who has other work does it meanwhile.
  enum class Ahead { Fingerprint, Unmanaged, Catalog };
  void look_ahead(Ahead until);

  /// What the ledger says; read once.
  const std::vector<Applied>& applied();
  RevisionSet applied_set();

  /// Whether applied() is what another tool's ledger says, since ours is not in use yet; what that
  /// means, for people: "" when not.
  bool foreign();
  std::string foreign_note();
  /// From now on only our own ledger counts.
  void ignore_foreign();

  /// The fingerprint of the schema. While the stamp that the ledger keeps still holds, nothing is
  /// read; else the catalog is, and the ledger gets the new stamp when it was right about the
  /// fingerprint.
  const std::string& fingerprint();
  /// As it was read to know the fingerprint: for comparing. loaded() is for planning as well.
  const Catalog& catalog();
  /// Catalog, ground and fingerprint together, for planning as well; reads what was not read yet,
  /// and gives it away.
  Loaded loaded();
  /// Objects that no kind of ours reads. Kept beside the fingerprint, so that they are not silent
  /// only because nothing was read.
  const std::vector<Unmanaged>& unmanaged();
  /// How many tables there are in the schemas of the scope. Kept in the same way.
  std::size_t tables();

  /// The schema is `fingerprint()` and that is right: the ledger may say so.
  void set_verified();
  /// The schema was changed: forget what was read.
  void forget();

 private:
  void settle();
  void find_applied();
  void find_fingerprint();
  void find_unmanaged();
  enum class For { Comparing, Planning };
  void read(For purpose);
  void read_for_planning();
  void keep_stamp();
  std::string stamp();
  std::string kept_key(std::string_view room, const std::string& stamp) const;

  Workshop& workshop_;
  std::string what_;
  std::unique_ptr<Session> session_;
  Ledger ledger_;
  std::optional<std::vector<Applied>> applied_;
  std::optional<std::string> foreign_note_;  ///< applied_ is of another tool
  bool ignore_foreign_ = false;
  std::optional<Catalog> catalog_;
  For read_for_ = For::Comparing;  ///< what catalog_ is good for
  std::optional<std::vector<Unmanaged>> unmanaged_;
  std::string fingerprint_;
  std::string stamp_;  ///< taken before the catalog was read
  std::future<void> ahead_;
};

/// Throws Error(Input) for revisions that the ledger names and that have no file, Error(Refused)
/// for files that say something else than when they were applied. Returns notes about harmless
/// edits: only blanks and comments, or another name.
std::vector<std::string> check_files(const History& history, Database& database,
                                     const Syntax& syntax);
/// The same of what the ledger of `what` was found to say.
std::vector<std::string> check_files(const History& history, const std::vector<Applied>& applied,
                                     const std::string& what, const Syntax& syntax);

}  // namespace syncline
