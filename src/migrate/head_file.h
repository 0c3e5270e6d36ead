// migrations/HEAD: the heads and the schemas there, on one line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace syncline {

/// One line however many heads there are, so that two branches that both change it conflict in git
/// and not in production.
struct HeadFile {
  struct Head {
    std::string revision;
    std::string fingerprint;  ///< of the schema at that revision; empty: nobody proved it
    std::string chain;        ///< chain_checksum() for which the fingerprint was proved
  };
  std::vector<Head> heads;  ///< in order of id

  /// Nothing when there is no file. Throws Error(Input) for a text that is none of ours.
  static std::optional<HeadFile> load(const std::filesystem::path& folder);
  void save(const std::filesystem::path& folder) const;
  const Head* find(const std::string& revision) const;
};

/// Whether git left a conflict in the file.
bool head_file_in_conflict(const std::filesystem::path& folder);

}  // namespace syncline
