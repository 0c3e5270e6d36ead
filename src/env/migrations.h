// The project's revisions, and the schemas that they make.
#pragma once

#include <set>
#include <string>

#include "env/elaborate.h"
#include "env/project.h"
#include "migrate/history.h"

namespace syncline {

using RevisionSet = std::set<std::string>;

class Migrations {
 public:
  /// Reads the folder of revisions. `workshop` must outlive it.
  Migrations(const Project& project, Workshop& workshop);

  const History& history() const { return history_; }
  const std::filesystem::path& folder() const { return folder_; }
  Workshop& workshop() const { return workshop_; }

  /// Everything up to `target`; null (the base) is the empty set.
  RevisionSet upto(const Revision* target) const;

  /// The fingerprint of the schema after these revisions: from migrations/HEAD when its chain fits,
  /// from the cache, or by a replay on a scratch database.
  std::string fingerprint_at(const RevisionSet& revisions);
  Loaded load_at(const RevisionSet& revisions);
  /// By replay or cache only, for one who has reason to doubt HEAD.
  std::string replayed_fingerprint(const RevisionSet& revisions);

  /// What HEAD says, when it was written for the files as they are now.
  std::optional<HeadFile> trusted_head() const;
  /// Writes migrations/HEAD for the head as it is now. An empty fingerprint is one that nobody
  /// proved.
  void save_head(const std::string& fingerprint) const;

  /// Reads the folder again, after a file was written.
  void reload();

  /// Those of `revisions` that no other of them names as parent, in order.
  std::vector<std::string> tips(const RevisionSet& revisions) const;

  /// "migrations@2024…", "migrations@base"
  std::string what(const RevisionSet& revisions) const;

 private:
  Recipe recipe(const RevisionSet& revisions) const;
  std::string chain(const Revision& head) const;

  std::filesystem::path folder_;
  Workshop& workshop_;
  History history_;
};

}  // namespace syncline
