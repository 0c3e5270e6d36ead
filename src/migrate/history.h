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

class History {
 public:
  /// Reads every *.sql of the folder; a folder that does not exist is an empty history. Throws
  /// Error(Input) for two files with one id, a parent that has no file, a cycle.
  static History load(const std::filesystem::path& folder, const Syntax& syntax);

  const std::vector<Revision>& revisions() const {
    return revisions_;
  }  ///< parents before children
  bool empty() const { return revisions_.empty(); }
  const Revision* find(std::string_view id) const;
  /// By id, by unique prefix, or "head" / "base" (base is the empty string's revision: null).
  /// Throws Error(Input) naming what is near when there is none, and the candidates when there are
  /// several.
  const Revision* resolve(std::string_view name) const;

  std::vector<const Revision*> heads() const;
  /// The only head, or null for an empty history. Throws Error(Input) when there are several.
  const Revision* head() const;

  /// `target` and all its ancestors.
  std::set<std::string> lineage(const Revision& target) const;
  /// What must be applied, in order, so that all of lineage(target) is.
  std::vector<const Revision*> to_apply(const std::set<std::string>& applied,
                                        const Revision& target) const;
  /// What must be taken back, in order, so that only lineage(target) is left of `applied`; null:
  /// nothing.
  std::vector<const Revision*> to_revert(const std::set<std::string>& applied,
                                         const Revision* target) const;

  /// SHA-256 over ids, parents and checksums of lineage(target): names a schema state before it is
  /// known.
  std::string chain_checksum(const Revision& target) const;

 private:
  std::vector<Revision> revisions_;
  std::unordered_map<std::string, std::size_t> rows_;
};

/// migrations/HEAD: one line, so that two branches that both add a revision conflict in git.
struct HeadFile {
  std::string revision;
  std::string fingerprint;  ///< of the schema at that revision
  std::string chain;        ///< chain_checksum() for which the fingerprint was proved

  static std::optional<HeadFile> load(const std::filesystem::path& folder);
  void save(const std::filesystem::path& folder) const;
};

}  // namespace syncline
