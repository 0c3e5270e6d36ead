// The project's revisions, and the schemas that they make.
#pragma once

#include <list>
#include <map>
#include <string>
#include <utility>

#include "env/elaborate.h"
#include "env/project.h"
#include "migrate/head_file.h"
#include "migrate/history.h"

namespace syncline {

class Migrations {
 public:
  /// Reads the folder of revisions. `workshop` must outlive it.
  Migrations(const Project& project, Workshop& workshop);

  const History& history() const { return history_; }
  const std::filesystem::path& folder() const { return folder_; }
  const Syntax& syntax() const { return workshop_.dialect().syntax; }
  Workshop& workshop() const { return workshop_; }
  /// [history], and the statements that follow each change of the ledger because of it.
  const ForeignSettings& foreign() const { return foreign_; }
  std::vector<std::string> in_step() const;

  /// The history for a database that has these: with the revisions that a squash replaced in its
  /// place, when it has some of them. Lives as long as this.
  const History& history_for(const RevisionSet& applied) const;

  /// Everything up to `target`; null (the base) is the empty set.
  RevisionSet upto(const Revision* target) const;

  /// The fingerprint of the schema after these revisions: from migrations/HEAD when its chain fits,
  /// from the cache, or by a replay on a scratch database.
  std::string fingerprint_at(const RevisionSet& revisions);
  Loaded load_at(const RevisionSet& revisions);
  /// What these make when they run in this order.
  Loaded load_in_order(const Revisions& order);
  /// By replay or cache only, for one who has reason to doubt HEAD.
  std::string replayed_fingerprint(const RevisionSet& revisions);

  /// What HEAD says of the only head, or of one of several, when it was written for the files as
  /// they are now.
  std::optional<HeadFile::Head> trusted_head() const;
  std::optional<HeadFile::Head> trusted_head(const Revision& head) const;
  /// Writes migrations/HEAD for the heads as they are now, with these fingerprints (by id); of a
  /// head that is not named what the file said stays when it can be trusted. An empty fingerprint
  /// is one that nobody proved.
  void save_heads(const std::map<std::string, std::string>& fingerprints) const;
  /// Throws Error(Input) with the commands that solve it when git left a conflict in HEAD.
  void refuse_conflict() const;

  /// Reads the folder again, after a file was written.
  void reload();
  /// The same project as if its revisions were these.
  Migrations imagined(History history) const;

  /// "migrations@2024…", "migrations@base"
  std::string what(const RevisionSet& revisions) const;

 private:
  Recipe recipe(const Revisions& order, std::string what) const;
  std::string chain(const Revision& head) const;

  std::filesystem::path folder_, template_;
  ForeignSettings foreign_;
  Workshop& workshop_;
  History history_;
  mutable std::list<std::pair<RevisionSet, History>> seen_;  ///< by history_for()
};

}  // namespace syncline
