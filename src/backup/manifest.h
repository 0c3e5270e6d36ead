// What a backup says of itself: manifest.json beside its data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace syncline {

inline constexpr int manifest_version = 1;

struct SavedFile {
  std::string path;  ///< relative to the backup's folder
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct TableRows {
  std::string table;  ///< "public.users"
  std::int64_t rows = 0;
};

struct Manifest {
  int version = manifest_version;
  std::string name;         ///< of the backup, and of its folder
  std::string environment;  ///< "staging"; empty: a database that is no environment
  std::string database;     ///< for people, without secrets
  std::string identity;     ///< which database it is, see BackupTools::identity
  std::string dialect, server_version, program;  ///< program: "pg_dump 15.18"
  std::string created_at;                        ///< ISO 8601, UTC: the moment that is saved
  std::string reason, note, made_by, tool;
  std::string format;
  bool schema_only = false;
  std::vector<std::string> revisions;  ///< applied, in order
  std::string fingerprint, stamp;
  std::string
      reader;  ///< which build and scope read the fingerprint: comparable only with the same
  /// Counted in the same moment, exactly; empty with schema_only.
  std::vector<TableRows> rows;
  std::vector<SavedFile> files;
  std::map<std::string, std::string> facts;  ///< of the dialect
  double seconds = 0;

  std::uint64_t bytes() const;
  std::int64_t row_count() const;
  std::string revision() const { return revisions.empty() ? "" : revisions.back(); }
};

std::string write_manifest(const Manifest& manifest);
/// Throws Error(Input) for text that is no manifest, Error(Refused) for one of a newer program.
Manifest read_manifest(const std::string& json, const std::filesystem::path& file);

/// When a backup was last found to be good, and how: a file of its own, since a manifest never
/// changes.
struct Verification {
  std::string at;    ///< ISO 8601, UTC
  std::string tool;  ///< "syncline 0.1.0"
  std::vector<std::string> notes;
};
std::string write_verification(const Verification& verification);
Verification read_verification(const std::string& json);

}  // namespace syncline
