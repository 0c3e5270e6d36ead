// All revisions of a project as a graph.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "migrate/revision.h"

namespace syncline {

using Revisions = std::vector<const Revision*>;
std::vector<std::string> ids_of(const Revisions& revisions);
/// "3f2a1b, 9c0d"; "base" for none.
std::string named(const Revisions& revisions);
using RevisionSet = std::set<std::string>;

class History {
 public:
  /// Reads every *.sql of the folder but `passed_over`, and of its folder "replaced" what squashes
  /// stand for; a folder that does not exist is an empty history. Throws as of() does.
  static History load(const std::filesystem::path& folder, const Syntax& syntax,
                      const std::filesystem::path& passed_over = {});
  /// Throws Error(Input) for two revisions with one id or one label, a parent or a dependency that
  /// there is not, a cycle. A parent or dependency that a squash replaced means the squash.
  static History of(std::vector<Revision> revisions, std::vector<Revision> replaced = {});

  /// Parents and dependencies before who needs them.
  const std::vector<Revision>& revisions() const { return revisions_; }
  bool empty() const { return revisions_.empty(); }
  const Revision* find(std::string_view id) const;
  const Revision* labelled(std::string_view label) const;
  /// By id, by label, by unique prefix, or "head" / "base" (base is the empty string's revision:
  /// null). Throws Error(Input) naming what is near when there is none, and the candidates when
  /// there are several.
  const Revision* resolve(std::string_view name) const;

  /// Revisions that no other names as parent.
  Revisions heads() const;
  /// The only head, or null for an empty history. Throws Error(Input) when there are several, with
  /// the command that joins them.
  const Revision* head() const;
  /// Members of `revisions` from which no other member descends; with `needed` also none that
  /// another one needs as a dependency.
  Revisions tips(const RevisionSet& revisions, bool needed = false) const;
  Revisions children(const Revision& parent) const;

  /// The targets and all that must be applied before them: ancestors, dependencies and theirs.
  RevisionSet lineage(const Revision& target) const;
  RevisionSet lineage(const Revisions& targets) const;
  /// `root` and all that descends from it by parents.
  RevisionSet descendants(const Revision& root) const;

  /// These, in the order in which they run.
  Revisions in_order(const RevisionSet& revisions) const;
  /// What must be applied, in order, so that all of the lineage is.
  Revisions to_apply(const RevisionSet& applied, const Revision& target) const;
  Revisions to_apply(const RevisionSet& applied, const Revisions& targets) const;
  /// What must be taken back, in order, so that nothing applied stands on `target`: its applied
  /// descendants, and what needs these. Null: everything.
  Revisions to_revert(const RevisionSet& applied, const Revision* target) const;
  /// `roots` as far as they are applied, and all that is applied and needs them.
  Revisions to_revert(const RevisionSet& applied, const RevisionSet& roots) const;

  /// The squash that stands for this revision, or null.
  const Revision* squash_of(std::string_view replaced) const;
  /// What squashes stand for, as far as the files are there.
  const std::vector<Revision>& replaced() const { return replaced_; }
  /// The history as a database sees it that has something of what a squash replaced: with the
  /// revisions themselves in place of the squash. Nothing when it sees it as it is. Throws
  /// Error(Input) when a file that is needed is gone.
  std::optional<History> as_seen_with(const RevisionSet& applied) const;
  /// Squashes all of whose revisions are applied: the ledger may say the squash instead. Inner ones
  /// before those that replaced them.
  Revisions completed_squashes(RevisionSet applied) const;

  /// SHA-256 over ids, parents and checksums of lineage(target): names a schema state before it is
  /// known.
  std::string chain_checksum(const Revision& target) const;

 private:
  using Names = std::unordered_map<std::string, std::string>;
  static History build(std::vector<Revision> revisions, std::vector<Revision> replaced,
                       Names other);
  const Revision* replaced_file(std::string_view id) const;
  bool stands_for_some(const Revision& squash, const RevisionSet& applied) const;

  std::vector<Revision> revisions_;
  std::vector<Revision> replaced_;
  std::unordered_map<std::string, std::size_t> rows_;  ///< of ids and of labels
  Names squashes_;                                     ///< by the id that was replaced
};

/// "20250101000000 (20250101000000_add_x.sql), …", for messages.
std::string listed(const Revisions& revisions);

}  // namespace syncline
